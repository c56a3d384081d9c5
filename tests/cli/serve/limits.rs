//! How much a request may be.

use std::io::{Read, Write};

use super::{connect, raw, start, status};
use featsite::sys::serve::Limits;

#[test]
fn a_head_has_limits_of_bytes_and_of_lines() {
    let server = start(Limits::default());
    let host = format!("Host: localhost:{}\r\nConnection: close\r\n", server.port);
    let request =
        |target: &str, headers: &str| raw(server.port, format!("GET {target} HTTP/1.1\r\n{host}{headers}\r\n"));
    let lines = |count: usize| "X: y\r\n".repeat(count);
    for (target, headers, code) in [
        ("/", lines(98), 200),
        ("/", lines(99), 431),
        ("/", lines(2000), 431),
        ("/", lines(100_000), 431),
        ("/", format!("X: {}\r\n", "y".repeat(16_000)), 200),
        ("/", format!("X: {}\r\n", "y".repeat(16_384)), 431),
        ("/", format!("{}: y\r\n", "x".repeat(17_000)), 431),
        ("/", format!("X: {}\r\n", "y".repeat(5_000_000)), 431),
        (&format!("/?{}", "y".repeat(16_000)), String::new(), 200),
        (&format!("/?{}", "y".repeat(20_000)), String::new(), 431),
        (&format!("/{}", "y".repeat(256)), String::new(), 404),
        (&format!("/{}", "y/".repeat(4000)), String::new(), 404),
    ] {
        let answer = request(target, &headers);
        assert_eq!(status(&answer), code, "{:.40} {:.40}: {answer}", target, headers);
    }
}

#[test]
fn a_line_without_an_end_is_cut_off() {
    let server = start(Limits::default());
    let mut stream = connect(server.port);
    let block = vec![b'y'; 1 << 20];
    let mut sent = 0;
    while sent < 200 && stream.write_all(&block).is_ok() {
        sent += 1;
    }
    assert!(sent < 200, "all of it was taken");
    let mut answer = Vec::new();
    // What was sent and not read may undo the answer on its way.
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.is_empty() || status(&answer) == 431, "{answer}");
    assert_eq!(status(&raw(server.port, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n")), 400, "it still answers");
}
