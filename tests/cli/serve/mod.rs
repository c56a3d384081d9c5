//! The server: only the site, only to its owner, whatever it is sent.
//!
//! What a user sees is asked of the program; what needs a site or a hub of its own is asked of the library.

mod connections;
mod content;
mod ending;
mod events;
mod hosts;
mod limits;
pub mod live;
mod malformed;
mod mistakes;
mod pages;
mod saving;
mod traversal;
mod watching;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use featsite::sys::serve::{Body, Found, Hub, Limits, Pages, Running, listen};

use super::Folder;

/// The program, serving a small folder.
struct Server {
    child: Child,
    port: u16,
    _folder: Folder,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn folder() -> Folder {
    Folder::with(&[
        ("content/a.md", "# Served page\n\n![picture](sub/p.png)\n[data](sub/d.zzz)\n"),
        ("content/sub/b.md", "# Below\n"),
        ("content/sub/README.md", "# Folder page\n"),
        ("content/sub/p.png", "not really a picture"),
        ("content/sub/d.zzz", "unknown"),
        ("content/.secret", "canary"),
        ("content/secret.txt", "canary"),
        ("content/sub/secret.txt", "canary"),
        ("secret.txt", "canary"),
        (".secret", "canary"),
    ])
}

fn program() -> Server {
    let folder = folder();
    let mut command = Command::new(env!("CARGO_BIN_EXE_featsite"));
    command.args(["serve", "content", "--port", "0"]).current_dir(folder.path(""));
    run(command, folder)
}

fn run(mut command: Command, folder: Folder) -> Server {
    let mut child = command.stderr(Stdio::piped()).spawn().expect("the program runs");
    let lines = BufReader::new(child.stderr.take().expect("piped")).lines();
    let url = lines.map_while(Result::ok).find(|line| line.starts_with("http://")).expect("the address is printed");
    let port = url.trim_start_matches("http://127.0.0.1:").split('/').next().and_then(|port| port.parse().ok());
    Server { child, port: port.expect("a port"), _folder: folder }
}

impl Server {
    /// Sends bytes and returns everything that comes back.
    fn raw(&self, request: impl AsRef<[u8]>) -> String {
        raw(self.port, request)
    }

    fn get(&self, target: &str) -> String {
        self.with(target, "")
    }

    /// A request with further header lines.
    fn with(&self, target: &str, headers: &str) -> String {
        let port = self.port;
        self.raw(format!("GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\n{headers}Connection: close\r\n\r\n"))
    }
}

/// Sends bytes to a port and returns everything that comes back.
fn raw(port: u16, request: impl AsRef<[u8]>) -> String {
    let mut stream = connect(port);
    // A server that refuses early may close before everything is sent.
    let _ = stream.write_all(request.as_ref());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// A connection on which no test waits for ever.
fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).expect("connected");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("set");
    stream
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0)
}

/// A connection that goes on.
struct Client(BufReader<TcpStream>);

/// One answer on it.
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    /// The value of a header; empty where there is none.
    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(one, _)| one.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }
}

impl Client {
    fn new(port: u16) -> Self {
        Self(BufReader::new(connect(port)))
    }

    fn send(&mut self, text: impl AsRef<[u8]>) {
        self.0.get_mut().write_all(text.as_ref()).expect("sent");
    }

    /// The head of the next answer.
    fn head(&mut self) -> Answer {
        let mut line = || {
            let mut line = String::new();
            self.0.read_line(&mut line).expect("a line");
            line.trim_end().to_owned()
        };
        let status = status(&line());
        let mut headers = Vec::new();
        while let Some((name, value)) = line().split_once(": ") {
            headers.push((name.to_owned(), value.to_owned()));
        }
        Answer { status, headers, body: Vec::new() }
    }

    /// The next answer with its body.
    fn answer(&mut self) -> Answer {
        let mut answer = self.head();
        answer.body = vec![0; answer.header("Content-Length").parse().unwrap_or(0)];
        self.0.read_exact(&mut answer.body).expect("the whole body");
        answer
    }

    /// Asks and reads the answer; of one to HEAD only the head.
    fn ask(&mut self, method: &str, target: &str, headers: &str) -> Answer {
        let port = self.0.get_ref().peer_addr().expect("connected").port();
        self.send(format!("{method} {target} HTTP/1.1\r\nHost: localhost:{port}\r\n{headers}\r\n"));
        if method == "HEAD" { self.head() } else { self.answer() }
    }

    /// Whether the server ended the connection and said nothing more.
    fn is_over(&mut self) -> bool {
        !matches!(self.0.read(&mut [0]), Ok(1..))
    }
}

/// The text of the site that [`start`] serves, as long as a page.
fn long_text() -> String {
    (0..400).map(|number| format!("<p>line {number}</p>\n")).collect()
}

/// The bytes of its large file: more than the buffers on the way hold.
fn large() -> &'static [u8] {
    static LARGE: LazyLock<Vec<u8>> = LazyLock::new(|| (0..12_u32 << 20).map(|at| (at / 7) as u8).collect());
    &LARGE
}

/// A site in memory.
struct Site(Folder);

impl Pages for Site {
    fn find(&self, url: &str) -> Option<Found> {
        let bytes = |text: &[u8], etag: &str| Found { body: Body::Bytes(Arc::from(text)), etag: etag.to_owned() };
        Some(match url {
            "index.html" => bytes(b"<p>home</p>", "home"),
            "long.html" => bytes(long_text().as_bytes(), "long"),
            "untagged.html" => bytes(long_text().as_bytes(), ""),
            "digits.txt" => bytes(b"0123456789", "digits"),
            "empty.txt" => bytes(b"", "empty"),
            "bytes.bin" => bytes(large(), ""),
            "large.bin" => {
                if !self.0.path("large.bin").exists() {
                    self.0.write("large.bin", large());
                }
                let file = std::fs::File::open(self.0.path("large.bin")).expect("there");
                Found { body: Body::File(file, large().len() as u64), etag: "large".to_owned() }
            }
            "short.bin" => {
                let file = std::fs::File::open(self.0.path("short.bin")).expect("there");
                Found { body: Body::File(file, 1000), etag: String::new() }
            }
            "fault.html" => panic!("a fault of the site"),
            "404.html" => bytes(b"<p>nothing here</p>", "404"),
            _ => return None,
        })
    }

    fn has(&self, url: &str) -> bool {
        assert!(!url.contains("wrong"), "a fault of the site");
        ["index.html", "long.html", "digits.txt", "large.bin", "fault.html"].contains(&url)
    }
}

/// A server in this process.
struct Inside {
    running: Option<Running>,
    hub: Arc<Hub>,
    port: u16,
}

impl Drop for Inside {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop(Duration::ZERO);
        }
    }
}

fn start(limits: Limits) -> Inside {
    let folder = Folder::with(&[("short.bin", "shorter than was said")]);
    let listening = listen(IpAddr::V4(Ipv4Addr::LOCALHOST), 0).expect("a free port").limits(limits);
    let (port, hub) = (listening.address().port(), Arc::new(Hub::new()));
    assert_eq!(listening.address(), SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let running = listening.run(Arc::new(Site(folder)), Arc::clone(&hub));
    Inside { running: Some(running), hub, port }
}

/// Waits until something holds; never for ever.
fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..1000 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("it never came to be: {what}");
}
