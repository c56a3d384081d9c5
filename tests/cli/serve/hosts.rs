//! Who is answered: this machine's own names, and nobody on behalf of another site.

use super::{program, start, status};
use featsite::sys::serve::Limits;

#[test]
fn only_its_own_names_are_answered() {
    let server = program();
    let port = server.port;
    for (host, code) in [
        (format!("Host: localhost:{port}\r\n"), 200),
        (format!("Host: 127.0.0.1:{port}\r\n"), 200),
        (format!("Host: 127.9.9.9:{port}\r\n"), 200),
        (format!("Host: [::1]:{port}\r\n"), 200),
        (format!("host: LOCALHOST:{port}\r\n"), 200),
        (format!("HOST:localhost:{port} \r\n"), 200),
        (format!("Host: evil.example:{port}\r\n"), 421),
        (format!("Host: localhost.evil.example:{port}\r\n"), 421),
        (format!("Host: 127.0.0.1.evil.example:{port}\r\n"), 421),
        (format!("Host: evil.example@localhost:{port}\r\n"), 421),
        (format!("Host: localhost:{port}@evil.example\r\n"), 421),
        (format!("Host: localhost:{port}, evil.example\r\n"), 421),
        (format!("Host: localhost.:{port}\r\n"), 421),
        (format!("Host: 10.0.0.1:{port}\r\n"), 421),
        (format!("Host: 0.0.0.0:{port}\r\n"), 421),
        (format!("Host: ::1:{port}\r\n"), 421),
        (format!("Host: 2130706433:{port}\r\n"), 421),
        (format!("Host: [::ffff:10.0.0.1]:{port}\r\n"), 421),
        ("Host: localhost\r\n".to_owned(), 421),
        ("Host: localhost:1\r\n".to_owned(), 421),
        ("Host: \r\n".to_owned(), 421),
        (format!("Host: localhost:{port}\r\nHost: evil.example\r\n"), 400),
        (format!("Host: localhost:{port}\r\nHost: localhost:{port}\r\n"), 400),
        (format!("X-Forwarded-Host: localhost:{port}\r\n"), 400),
        (String::new(), 400),
    ] {
        let answer = server.raw(format!("GET /a.html HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
        assert_eq!(status(&answer), code, "{host}: {answer}");
        assert_eq!(answer.contains("Served page"), code == 200);
    }
}

/// Header lines of a request, the status of a page for it, and that of the stream of events.
fn askers(port: u16) -> Vec<(String, u16, u16)> {
    let fetch = |site: &str, mode: &str| format!("Sec-Fetch-Site: {site}\r\nSec-Fetch-Mode: {mode}\r\n");
    vec![
        (String::new(), 200, 200),
        (format!("Origin: http://localhost:{port}\r\n"), 200, 200),
        (format!("Origin: http://127.0.0.1:{port}\r\n"), 200, 200),
        ("Origin: http://evil.example\r\n".to_owned(), 403, 403),
        ("Origin: null\r\n".to_owned(), 403, 403),
        ("Origin: \r\n".to_owned(), 403, 403),
        ("Origin: http://192.168.0.1\r\n".to_owned(), 403, 403),
        ("Origin: http://localhost:1\r\n".to_owned(), 403, 403),
        (format!("Origin: https://localhost:{port}\r\n"), 403, 403),
        (format!("Origin: http://localhost:{port}.evil.example\r\n"), 403, 403),
        (format!("Origin: http://localhost:{port}\r\nOrigin: http://evil.example\r\n"), 403, 403),
        (fetch("cross-site", "no-cors"), 403, 403),
        (fetch("cross-site", "cors"), 403, 403),
        (fetch("cross-site", "navigate"), 200, 403),
        (fetch("same-site", "cors"), 200, 403),
        (fetch("same-origin", "cors"), 200, 200),
        (fetch("none", "navigate"), 200, 200),
        (fetch("unheard-of", "cors"), 200, 403),
        ("Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n".to_owned(), 403, 403),
    ]
}

#[test]
fn other_sites_read_neither_pages_nor_events() {
    let program = program();
    for (headers, code, _) in askers(program.port) {
        let answer = program.with("/a.html", &headers);
        assert_eq!(status(&answer), code, "{headers}: {answer}");
        assert!(!answer.to_lowercase().contains("access-control"), "{headers}: {answer}");
    }
    let inside = start(Limits::default());
    inside.hub.publish("\"canary\"".to_owned());
    for (headers, _, code) in askers(inside.port) {
        let mut client = super::Client::new(inside.port);
        client.send(format!("GET /.featsite/events HTTP/1.1\r\nHost: localhost:{}\r\n{headers}\r\n", inside.port));
        let head = client.head();
        assert_eq!(head.status, code, "{headers}");
        assert_eq!(head.header("Content-Type").starts_with("text/event-stream"), code == 200, "{headers}");
        assert!(head.headers.iter().all(|(name, _)| !name.to_lowercase().starts_with("access-control")), "{headers}");
    }
    for (method, code) in [("HEAD", 405), ("POST", 405), ("OPTIONS", 405)] {
        let answer = super::Client::new(inside.port).ask(method, "/.featsite/events", "");
        assert_eq!(answer.status, code, "{method}");
    }
}
