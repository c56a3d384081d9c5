//! How many connections there is room for. Each takes a file descriptor, and the program needs some for what it reads: a
//! site that can be asked for and not be read is of no use.

use super::Limits;

/// Descriptors that are the program's own: files that are read, what is watched, git.
const OWN: usize = 64;

/// So many connections there are however few descriptors.
const LEAST: usize = 16;

/// The limits as far as the system has descriptors for them. It is asked for more where it lets the user have more.
pub fn within(limits: Limits) -> Limits {
    match descriptors(limits.connections + OWN) {
        Some(descriptors) => fit(limits, descriptors),
        None => limits,
    }
}

fn fit(limits: Limits, descriptors: usize) -> Limits {
    let connections = limits.connections.min(descriptors.saturating_sub(OWN).max(LEAST));
    // Some are always left for pages.
    Limits { connections, listeners: limits.listeners.min(connections - connections / 4), ..limits }
}

/// How many file descriptors the program may have; `None` where there is no limit.
#[cfg(unix)]
fn descriptors(wanted: usize) -> Option<usize> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = maximum.map_or(wanted as u64, |most| most.min(wanted as u64));
    let current = current?;
    // Where more is refused there are as many as before.
    let more = current < wanted && setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum }).is_ok();
    Some(if more { wanted } else { current } as usize)
}

#[cfg(not(unix))]
fn descriptors(_: usize) -> Option<usize> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_descriptors_for_the_program() {
        let of = |descriptors| {
            let limits = fit(Limits::default(), descriptors);
            (limits.connections, limits.listeners)
        };
        assert_eq!((of(20), of(256), of(1 << 20)), ((16, 12), (192, 144), (1024, 768)));
        let few = fit(Limits { connections: 4, listeners: 3, ..Limits::default() }, 1024);
        assert_eq!((few.connections, few.listeners), (4, 3));
    }
}
