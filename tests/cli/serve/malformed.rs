//! Requests that are none: each is refused, none harms.

use super::{raw, start, status};
use featsite::sys::serve::Limits;

/// First lines, and the status each is refused with. The rest of the request is fine.
const LINES: [(&str, u16); 46] = [
    ("", 400),
    (" ", 400),
    ("GET", 400),
    ("GET ", 400),
    ("GET /", 400),
    ("GET / ", 400),
    ("GET /  HTTP/1.1", 400),
    ("GET  / HTTP/1.1", 400),
    (" GET / HTTP/1.1", 400),
    ("GET\t/\tHTTP/1.1", 400),
    ("GET /a b HTTP/1.1", 400),
    ("GET / HTTP/1.1 ", 400),
    ("GET / HTTP/1.1 x", 400),
    ("GET / http/1.1", 400),
    ("GET / HTTP/1", 400),
    ("GET / HTTP/1.", 400),
    ("GET / HTTP/1.10", 400),
    ("GET / HTTP/01.1", 400),
    ("GET / HTTP/11", 400),
    ("GET / HTTP", 400),
    ("GET / HTCPCP/1.0", 400),
    ("GET / HTTP/0.9", 505),
    ("GET / HTTP/1.2", 505),
    ("GET / HTTP/2.0", 505),
    ("GET / HTTP/9.9", 505),
    ("GET \r\n HTTP/1.1", 400),
    ("GET / HTTP/3.0", 505),
    ("PRI * HTTP/2.0", 505),
    ("BREW / HTTP/1.1", 405),
    ("get / HTTP/1.1", 405),
    ("GETS / HTTP/1.1", 405),
    ("CONNECT localhost:80 HTTP/1.1", 405),
    ("TRACE / HTTP/1.1", 405),
    ("OPTIONS * HTTP/1.1", 405),
    ("PUT / HTTP/1.1", 405),
    ("DELETE / HTTP/1.1", 405),
    ("G(T / HTTP/1.1", 400),
    ("\"GET\" / HTTP/1.1", 400),
    ("GET * HTTP/1.1", 400),
    ("GET /\u{0} HTTP/1.1", 400),
    ("GET /\u{1} HTTP/1.1", 400),
    ("GET /\u{7f} HTTP/1.1", 400),
    ("GET /é HTTP/1.1", 400),
    ("GÉT / HTTP/1.1", 400),
    ("GET / HTTP/1.1\rX: y", 400),
    ("GET / HTTP/1.1\nX: y", 400),
];

/// Header lines, and the status each is refused with. The rest of the request is fine.
const HEADERS: [(&str, u16); 44] = [
    ("Content-Length: 1\r\n", 413),
    ("Content-Length: 00000001\r\n", 413),
    ("Content-Length: 9223372036854775807\r\n", 413),
    ("Content-Length: 18446744073709551616\r\n", 400),
    ("Content-Length: 99999999999999999999\r\n", 400),
    ("Content-Length: 00000000000000000000\r\n", 400),
    ("Content-Length: -1\r\n", 400),
    ("Content-Length: +0\r\n", 400),
    ("Content-Length: 0x0\r\n", 400),
    ("Content-Length: 0, 0\r\n", 400),
    ("Content-Length: 0 0\r\n", 400),
    ("Content-Length: 0.0\r\n", 400),
    ("Content-Length: \r\n", 400),
    ("Content-Length: none\r\n", 400),
    ("Content-Length: 0\r\nContent-Length: 0\r\n", 400),
    ("Content-Length: 0\r\nContent-Length: 5\r\n", 400),
    ("Content-Length: 5\r\nContent-Length: 0\r\n", 400),
    ("Transfer-Encoding: chunked\r\n", 400),
    ("Transfer-Encoding: identity\r\n", 400),
    ("Transfer-Encoding: xchunked\r\n", 400),
    ("Transfer-Encoding: \r\n", 400),
    ("transfer-encoding: CHUNKED\r\n", 400),
    ("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", 400),
    ("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", 400),
    ("Transfer-Encoding : chunked\r\n", 400),
    ("Transfer-Encoding\t: chunked\r\n", 400),
    (" Transfer-Encoding: chunked\r\n", 400),
    ("X: a\r\n b\r\n", 400),
    ("X: a\r\n\tb\r\n", 400),
    ("X: a\r\n Transfer-Encoding: chunked\r\n", 400),
    ("X: a\nY: b\r\n", 400),
    ("X: a\rY: b\r\n", 400),
    ("X: a\r\r\n", 400),
    ("X: a\r\n\n", 400),
    ("X: a\u{0}b\r\n", 400),
    ("X: a\u{1}b\r\n", 400),
    ("X: a\u{7f}b\r\n", 400),
    ("X\u{0}: a\r\n", 400),
    ("X\r\n", 400),
    (": a\r\n", 400),
    ("X Y: a\r\n", 400),
    ("X(Y): a\r\n", 400),
    ("é: a\r\n", 400),
    ("\"X\": a\r\n", 400),
];

/// Whole beginnings.
const OTHERS: [(&[u8], u16); 14] = [
    (b"\r\n\r\n", 400),
    (b"\n", 400),
    (b"\n\n", 400),
    (b"\r\r", 400),
    (b"GET / HTTP/1.1\n\n", 400),
    (b"GET /\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400),
    (b"GET / HTTP/1.0\r\n\r\n", 400),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    (b"\0\0\0\0", 400),
    (b"\xff\xfe\r\n\r\n", 400),
    (b"HTTP/1.1 200 OK\r\n\r\n", 400),
    (b"SSH-2.0-client\r\n\r\n", 400),
    (b"GET /\xc3\x28 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
];

#[test]
fn what_is_no_request_is_refused() {
    let server = start(Limits::default());
    let port = server.port;
    let host = format!("Host: localhost:{port}\r\n");
    let mut cases: Vec<(Vec<u8>, u16)> = OTHERS.iter().map(|(bytes, code)| (bytes.to_vec(), *code)).collect();
    for (line, code) in LINES {
        cases.push((format!("{line}\r\n{host}Connection: close\r\n\r\n").into_bytes(), code));
    }
    for (lines, code) in HEADERS {
        cases.push((format!("GET / HTTP/1.1\r\n{host}{lines}Connection: close\r\n\r\n").into_bytes(), code));
    }
    assert!(cases.len() > 100);
    for (request, code) in cases {
        let answer = raw(port, &request);
        let request = String::from_utf8_lossy(&request).into_owned();
        assert_eq!(status(&answer), code, "{request:?}: {answer}");
        assert!(!answer.contains("home"), "{request:?}: {answer}");
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{request:?}: {answer}");
    }
    assert_eq!(status(&raw(port, format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n"))), 200);
}

#[test]
fn no_second_request_hides_in_the_first() {
    let server = start(Limits::default());
    let host = format!("Host: localhost:{}\r\n", server.port);
    let inner = format!("GET /digits.txt HTTP/1.1\r\n{host}\r\n");
    let (length, half) = (inner.len(), inner.len() / 2);
    for headers in [
        format!("Content-Length: {length}\r\n"),
        format!("Content-Length: {half}\r\n"),
        format!("Content-Length: 0\r\nContent-Length: {length}\r\n"),
        format!("Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n"),
        "Transfer-Encoding: chunked\r\n".to_owned(),
        "Transfer-Encoding:\tchunked\r\n".to_owned(),
        "X: y\r\n Content-Length: 4\r\n".to_owned(),
        "X: y\nContent-Length: 4\r\n".to_owned(),
    ] {
        for method in ["GET", "HEAD", "POST"] {
            let answer = raw(server.port, format!("{method} / HTTP/1.1\r\n{host}{headers}\r\n{inner}"));
            assert!(matches!(status(&answer), 400 | 413), "{headers:?}: {answer}");
            assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{headers:?}: {answer}");
            assert!(answer.contains("Connection: close\r\n"), "{headers:?}: {answer}");
        }
    }
}

#[test]
fn what_is_unusual_and_right_is_answered() {
    let server = start(Limits::default());
    let host = format!("Host: localhost:{}\r\n", server.port);
    for headers in [
        "Content-Length: 0\r\n",
        "X:\r\n",
        "X:    a    \r\n",
        "X: a\tb\r\n",
        "X: é\r\n",
        "X: a: b\r\n",
        "Expect: 100-continue\r\n",
        "Upgrade: websocket\r\n",
        "TE: trailers\r\n",
    ] {
        let answer = raw(server.port, format!("GET / HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n"));
        assert_eq!(status(&answer), 200, "{headers:?}: {answer}");
    }
}
