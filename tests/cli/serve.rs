//! The server: only the site, only to its owner.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::Folder;

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

fn server() -> Server {
    let folder = Folder::with(&[
        ("content/a.md", "# Served page\n\n![picture](sub/p.png)\n[data](sub/d.zzz)\n"),
        ("content/sub/b.md", "# Below\n"),
        ("content/sub/README.md", "# Folder page\n"),
        ("content/sub/p.png", "not really a picture"),
        ("content/sub/d.zzz", "unknown"),
        ("content/.secret", "canary"),
        ("secret.txt", "canary"),
    ]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_featsite"))
        .args(["serve", "content", "--port", "0"])
        .current_dir(folder.path(""))
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let lines = BufReader::new(child.stderr.take().expect("piped")).lines();
    let url = lines.map_while(Result::ok).find(|line| line.starts_with("http://")).expect("the address is printed");
    let port = url.trim_start_matches("http://127.0.0.1:").split('/').next().and_then(|port| port.parse().ok());
    Server { child, port: port.expect("a port"), _folder: folder }
}

impl Server {
    /// Sends bytes and returns everything that comes back.
    fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connected");
        stream.set_read_timeout(Some(Duration::from_secs(3))).expect("set");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, target: &str) -> String {
        self.with(target, "")
    }

    /// A request with further header lines.
    fn with(&self, target: &str, headers: &str) -> String {
        let port = self.port;
        self.raw(&format!("GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\n{headers}Connection: close\r\n\r\n"))
    }
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0)
}

#[test]
fn pages_come_with_their_type_and_nothing_is_guessed() {
    let server = server();
    for (target, code, kind, text) in [
        ("/a.html", 200, "text/html; charset=utf-8", "Served page"),
        ("/a.html?raw??#x", 200, "text/html; charset=utf-8", "Served page"),
        ("/%61.html", 200, "text/html; charset=utf-8", "Served page"),
        ("/sub/", 200, "text/html; charset=utf-8", "Folder page"),
        ("/site.json", 200, "application/json", "\"schema\":1"),
        ("/sub/p.png", 200, "image/png", "not really a picture"),
        ("/sub/d.zzz", 200, "application/octet-stream", "unknown"),
        ("/nothing.html", 404, "text/", ""),
        ("/a.md", 404, "text/", ""),
    ] {
        let answer = server.get(target);
        assert_eq!(status(&answer), code, "{target}: {answer}");
        assert!(answer.contains(&format!("Content-Type: {kind}")), "{target}: {answer}");
        assert!(answer.contains("X-Content-Type-Options: nosniff"), "{target}: {answer}");
        assert!(!answer.to_lowercase().contains("access-control-allow"), "{target}: {answer}");
        assert!(answer.contains(text), "{target}: {answer}");
    }
    let answer = server.get("/sub");
    assert!(status(&answer) == 308 && answer.contains("Location: /sub/\r\n"), "{answer}");
    let port = server.port;
    let answer = server.raw(&format!("HEAD /a.html HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"));
    assert!(status(&answer) == 200 && !answer.contains("Served page"), "{answer}");
    let answer = server.raw(&format!(
        "POST /a.html HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    ));
    assert_eq!(status(&answer), 405, "{answer}");
}

#[test]
fn no_address_leads_out_of_the_site() {
    let server = server();
    for target in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/sub/../../secret.txt",
        "/.secret",
        "/%2esecret",
        "/sub/..%5c..%5csecret.txt",
        "/..\\secret.txt",
        "//secret.txt",
        "/./../secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/a.html/../../secret.txt",
        "/secret.txt%00",
        "/@fs/etc/passwd",
        "/etc/passwd",
        "//etc/passwd",
        "/file:///etc/passwd",
        "/a.html%00.png",
        "/..;/secret.txt",
        "/sub/....//secret.txt",
    ] {
        let answer = server.get(target);
        assert!(!answer.contains("canary") && !answer.contains("root:"), "{target}: {answer}");
        assert_ne!(status(&answer), 200, "{target}: {answer}");
    }
    for line in [
        "GET http://evil.example/a.html HTTP/1.1",
        "GET \r\n HTTP/1.1",
        "BREW /a.html HTTP/1.1",
        "GET /a.html HTTP/9.9",
        "PRI * HTTP/2.0",
    ] {
        let answer = server.raw(&format!("{line}\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", server.port));
        assert_ne!(status(&answer), 200, "{line}: {answer}");
    }
    assert_eq!(status(&server.get("/a.html")), 200, "it still answers");
}

#[test]
fn only_its_own_names_are_answered() {
    let server = server();
    let port = server.port;
    for (host, code) in [
        (format!("Host: localhost:{port}\r\n"), 200),
        (format!("Host: 127.0.0.1:{port}\r\n"), 200),
        (format!("host: LOCALHOST:{port}\r\n"), 200),
        (format!("Host: evil.example:{port}\r\n"), 421),
        (format!("Host: localhost.evil.example:{port}\r\n"), 421),
        (format!("Host: 127.0.0.1.evil.example:{port}\r\n"), 421),
        ("Host: localhost\r\n".to_owned(), 421),
        ("Host: localhost:1\r\n".to_owned(), 421),
        (format!("Host: localhost:{port}\r\nHost: evil.example\r\n"), 400),
        (String::new(), 400),
    ] {
        let answer = server.raw(&format!("GET /a.html HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
        assert_eq!(status(&answer), code, "{host}: {answer}");
        assert_eq!(answer.contains("Served page"), code == 200);
    }
    for (headers, code) in [
        (format!("Origin: http://localhost:{port}\r\n"), 200),
        ("Origin: http://evil.example\r\n".to_owned(), 403),
        ("Origin: null\r\n".to_owned(), 403),
        ("Origin: http://192.168.0.1\r\n".to_owned(), 403),
        (format!("Origin: https://localhost:{port}\r\n"), 403),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n".to_owned(), 403),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n".to_owned(), 200),
        ("Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n".to_owned(), 200),
    ] {
        let answer = server.with("/a.html", &headers);
        assert_eq!(status(&answer), code, "{headers}: {answer}");
    }
}

#[test]
fn a_port_that_is_taken_is_said_so() {
    let server = server();
    let port = server.port.to_string();
    let folder = Folder::with(&[("a.md", "# A\n")]);
    let run = folder.run(&["serve", "--port", &port]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains(&format!("error: cannot listen on 127.0.0.1:{port}: ")), "{}", run.err);
    assert!(run.err.contains("try `--port 0` for a free one"), "{}", run.err);
}
