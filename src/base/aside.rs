//! Work on threads of its own.

use std::panic::resume_unwind;

/// Does work that is shared among threads on threads of its own. A thread of the common ones takes up other work while it
/// waits for its shares, and that may be a file which waits for the very work that is being done: neither would end.
pub fn aside<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let threads = rayon::current_num_threads();
    let done = std::thread::scope(|scope| {
        let run = || match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => pool.install(work),
            Err(_) => work(),
        };
        scope.spawn(run).join()
    });
    done.unwrap_or_else(|cause| resume_unwind(cause))
}
