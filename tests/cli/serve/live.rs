//! The program while it serves a folder that is edited: what it says, what it shows, what it tells those who listen.

use std::io::{BufRead, BufReader};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::super::Folder;
use super::{Client, eventually};

/// The program, serving `content`.
pub struct Live {
    pub child: Child,
    pub port: u16,
    pub folder: Folder,
    said: Arc<Mutex<String>>,
}

impl Drop for Live {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if thread::panicking() {
            println!("it said:\n{}", self.said());
        }
    }
}

impl Live {
    /// Begins to serve; on any free port where the arguments name none.
    pub fn of(folder: Folder, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_featsite"));
        command.args(["serve", "content", "--today", "2026-11-21"]).args(arguments).current_dir(folder.path(""));
        if !arguments.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        Self::run(command, folder)
    }

    /// The same of a command that runs the program.
    pub fn run(mut command: Command, folder: Folder) -> Self {
        command.env("NO_COLOR", "1").env_remove("SOURCE_DATE_EPOCH");
        let mut child = command.stderr(Stdio::piped()).spawn().expect("the program runs");
        let (said, port) = (Arc::new(Mutex::new(String::new())), Arc::new(Mutex::new(0)));
        let mut lines = BufReader::new(child.stderr.take().expect("piped"));
        let (hears, sees) = (Arc::clone(&said), Arc::clone(&port));
        thread::spawn(move || {
            let mut line = String::new();
            while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
                hears.lock().expect("whole").push_str(&line);
                // Who waits for the port reads what was said.
                if let Some(rest) = line.strip_prefix("http://") {
                    let digits = rest.split('/').next().and_then(|address| address.rsplit(':').next());
                    *sees.lock().expect("whole") = digits.and_then(|port| port.parse().ok()).unwrap_or(0);
                }
                line.clear();
            }
        });
        let mut live = Self { child, port: 0, folder, said };
        if command.get_args().any(|argument| argument == "--quiet") {
            return live;
        }
        eventually("it says where it is", || {
            live.port = *port.lock().expect("whole");
            live.port > 0
        });
        live
    }

    /// Everything it said so far.
    pub fn said(&self) -> String {
        self.said.lock().expect("whole").clone()
    }

    /// What it said since it had said this.
    pub fn said_since(&self, before: &str) -> String {
        self.said().split_off(before.len())
    }

    /// Writes a file below the content folder.
    pub fn write(&self, path: &str, text: &str) {
        self.folder.write(&format!("content/{path}"), text.as_bytes());
    }

    /// The status and the text of a page.
    pub fn page(&self, target: &str) -> (u16, String) {
        let answer = Client::new(self.port).ask("GET", target, "Connection: close\r\n");
        (answer.status, String::from_utf8_lossy(&answer.body).into_owned())
    }

    /// Waits until a page shows a text.
    pub fn shows(&self, target: &str, text: &str) {
        eventually(&format!("{target} shows {text:?}"), || {
            let (status, page) = self.page(target);
            status == 200 && page.contains(text)
        });
    }

    /// Waits until it has said a text since it had said something.
    pub fn says(&self, before: &str, text: &str) {
        eventually(&format!("it says {text:?}"), || self.said_since(before).contains(text));
    }

    /// Listens to its events from now on.
    pub fn listen(&self) -> Listener {
        let mut client = Client::new(self.port);
        client.send(format!("GET /.featsite/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port));
        assert_eq!(client.head().status, 200);
        client.0.get_mut().set_read_timeout(None).expect("set");
        let stream = client.0.get_ref().try_clone().expect("a second hold");
        let states = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&states);
        thread::spawn(move || {
            let mut line = String::new();
            while client.0.read_line(&mut line).is_ok_and(|read| read > 0) {
                if let Some(data) = line.strip_prefix("data: ") {
                    heard.lock().expect("whole").push(serde_json::from_str(data).expect("data"));
                }
                line.clear();
            }
        });
        let listener = Listener { states, stream };
        listener.hears("a first state", |_| true);
        listener
    }

    /// Sends it a signal.
    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let status = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status();
        assert!(status.expect("kill runs").success());
    }

    /// Waits until it ends by itself, and gives its exit code.
    pub fn ends(&mut self) -> Option<i32> {
        let mut code = None;
        eventually("it ends", || {
            code = self.child.try_wait().expect("a child");
            code.is_some()
        });
        code.and_then(|status| status.code())
    }
}

/// One who listens to the events as long as this is held.
pub struct Listener {
    states: Arc<Mutex<Vec<Value>>>,
    stream: TcpStream,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

impl Listener {
    /// The state that was told last.
    pub fn state(&self) -> Value {
        self.states.lock().expect("whole").last().cloned().unwrap_or_default()
    }

    /// Waits until the state is such.
    pub fn hears(&self, what: &str, is: impl Fn(&Value) -> bool) {
        eventually(&format!("it is told {what}"), || !self.state().is_null() && is(&self.state()));
    }

    /// Waits until so many problems are told.
    pub fn hears_problems(&self, count: usize) -> Vec<Value> {
        self.hears("of the problems", |state| state["problems"].as_array().is_some_and(|told| told.len() == count));
        self.state()["problems"].as_array().cloned().unwrap_or_default()
    }
}

/// Asks for a page every millisecond in a thread of its own, until it is ended.
pub struct Polling {
    over: Arc<Mutex<bool>>,
    thread: thread::JoinHandle<Vec<String>>,
}

impl Polling {
    /// Of a page whose text says `version N.`
    pub fn of(live: &Live, target: &'static str) -> Self {
        let over = Arc::new(Mutex::new(false));
        let (port, until) = (live.port, Arc::clone(&over));
        let thread = thread::spawn(move || {
            let mut client = Client::new(port);
            let (mut last, mut faults, mut asked) = (0, Vec::new(), 0_u32);
            while !*until.lock().expect("whole") {
                asked += 1;
                if asked % 500 == 0 {
                    client = Client::new(port);
                }
                let answer = client.ask("GET", target, "");
                let page = String::from_utf8_lossy(&answer.body);
                match version(&page) {
                    _ if answer.status != 200 => faults.push(format!("status {} after {last}", answer.status)),
                    None => faults.push(format!("an empty page after {last}")),
                    Some(now) if now < last => faults.push(format!("{now} after {last}")),
                    Some(now) => last = now,
                }
                thread::sleep(Duration::from_millis(1));
            }
            faults
        });
        Self { over, thread }
    }

    /// Ends it and gives what was wrong.
    pub fn end(self) -> Vec<String> {
        *self.over.lock().expect("whole") = true;
        self.thread.join().expect("the client lives")
    }
}

/// The number of a text that [`numbered`] gave, on its page.
pub fn version(page: &str) -> Option<usize> {
    page.split("This is version ").nth(1)?.split('.').next()?.parse().ok()
}

/// A document that says its number.
pub fn numbered(number: usize) -> String {
    let more = "Words. ".repeat(number % 7);
    format!("# Numbered\n\n{more}\n\nThis is version {number}.\n\n## Behind\n\n{more}\n")
}
