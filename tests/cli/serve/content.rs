//! What is sent: headers, parts, what the client has already, compressed texts.

use std::io::Read;

use super::{Client, large, long_text, raw, start, status};
use featsite::sys::serve::Limits;

#[test]
fn a_part_is_sent_where_one_is_asked_for() {
    let server = start(Limits::default());
    let mut client = Client::new(server.port);
    for (range, code, told, body) in [
        ("Range: bytes=0-0\r\n", 206, "bytes 0-0/10", "0"),
        ("Range: bytes=2-5\r\n", 206, "bytes 2-5/10", "2345"),
        ("Range: bytes=7-\r\n", 206, "bytes 7-9/10", "789"),
        ("Range: bytes=-2\r\n", 206, "bytes 8-9/10", "89"),
        ("Range: bytes=5-500\r\n", 206, "bytes 5-9/10", "56789"),
        ("Range: bytes=10-\r\n", 416, "bytes */10", "there are no such bytes\n"),
        ("Range: bytes=-0\r\n", 416, "bytes */10", "there are no such bytes\n"),
        ("Range: bytes=0-1,3-4\r\n", 200, "", "0123456789"),
        ("Range: bytes=5-2\r\n", 200, "", "0123456789"),
        ("Range: lines=0-1\r\n", 200, "", "0123456789"),
        ("Range: bytes=0-1\r\nRange: bytes=2-3\r\n", 200, "", "0123456789"),
        ("Range: bytes=2-5\r\nIf-Range: \"digits\"\r\n", 206, "bytes 2-5/10", "2345"),
        ("Range: bytes=2-5\r\nIf-Range: \"other\"\r\n", 200, "", "0123456789"),
        ("Range: bytes=2-5\r\nIf-Range: W/\"digits\"\r\n", 200, "", "0123456789"),
        ("Range: bytes=2-5\r\nIf-Range: Sat, 21 Nov 2026 00:00:00 GMT\r\n", 200, "", "0123456789"),
    ] {
        let answer = client.ask("GET", "/digits.txt", range);
        assert_eq!(answer.status, code, "{range}");
        assert_eq!(answer.header("Content-Range"), told, "{range}");
        assert_eq!(String::from_utf8_lossy(&answer.body), body, "{range}");
    }
    let answer = client.ask("GET", "/empty.txt", "Range: bytes=0-\r\n");
    assert_eq!((answer.status, answer.header("Content-Range")), (416, "bytes */0"));
    let answer = client.ask("GET", "/large.bin", "Range: bytes=9000000-9000099\r\n");
    assert_eq!((answer.status, answer.header("Content-Range")), (206, "bytes 9000000-9000099/12582912"));
    assert_eq!(answer.body, large()[9_000_000..9_000_100]);
    // A part of a text is a part of the plain one.
    let answer = client.ask("GET", "/long.html", "Range: bytes=0-7\r\nAccept-Encoding: gzip\r\n");
    assert_eq!((answer.status, answer.header("Content-Encoding"), answer.header("ETag")), (206, "", "\"long\""));
    assert_eq!(answer.body, long_text().as_bytes()[..8]);
}

#[test]
fn a_file_is_sent_whole_and_one_that_shrank_is_seen_to_be_cut() {
    let server = start(Limits::default());
    let mut client = Client::new(server.port);
    let answer = client.ask("GET", "/large.bin", "");
    assert!(answer.status == 200 && answer.body == large());
    assert_eq!(client.ask("GET", "/digits.txt", "").body, b"0123456789");
    let answer = raw(
        server.port,
        format!("GET /short.bin HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", server.port),
    );
    assert!(answer.contains("Content-Length: 1000\r\n") && answer.ends_with("shorter than was said"), "{answer}");
}

#[test]
fn what_the_client_has_is_not_sent_again() {
    let server = start(Limits::default());
    let mut client = Client::new(server.port);
    for (headers, code) in [
        ("If-None-Match: \"long\"\r\n", 304),
        ("If-None-Match: W/\"long\"\r\n", 304),
        ("If-None-Match: \"a\", W/\"b\",\"long\"\r\n", 304),
        ("If-None-Match: \"a\"\r\nIf-None-Match: \"long\"\r\n", 304),
        ("If-None-Match: *\r\n", 304),
        ("If-None-Match: \"long\"\r\nRange: bytes=0-1\r\n", 304),
        ("If-None-Match: \"long-gz\"\r\nAccept-Encoding: gzip\r\n", 304),
        ("If-None-Match: W/\"long-gz\"\r\nAccept-Encoding: gzip\r\n", 304),
        ("If-None-Match: \"long\"\r\nAccept-Encoding: gzip\r\n", 200),
        ("If-None-Match: \"long-gz\"\r\n", 200),
        ("If-None-Match: \"lon\"\r\n", 200),
        ("If-None-Match: long\r\n", 200),
        ("If-None-Match: \r\n", 200),
    ] {
        for method in ["GET", "HEAD"] {
            let answer = client.ask(method, "/long.html", headers);
            assert_eq!(answer.status, code, "{headers}");
            let tag = if headers.contains("Accept-Encoding") { "\"long-gz\"" } else { "\"long\"" };
            assert_eq!(answer.header("ETag"), tag, "{headers}");
            assert_eq!(answer.header("Vary"), "Accept-Encoding", "{headers}");
            assert_eq!(answer.header("Content-Length").is_empty(), code == 304, "{headers}");
        }
    }
    let answer = client.ask("GET", "/untagged.html", "If-None-Match: *\r\n");
    assert_eq!((answer.status, answer.header("ETag")), (200, ""));
    let answer = client.ask("GET", "/nothing.html", "If-None-Match: *\r\n");
    assert_eq!((answer.status, answer.header("ETag")), (404, ""));
}

#[test]
fn texts_are_compressed_for_those_who_take_it() {
    let server = start(Limits::default());
    let mut client = Client::new(server.port);
    for (accepted, compressed) in [
        ("gzip", true),
        ("GZIP", true),
        ("x-gzip", true),
        ("br, gzip;q=0.5", true),
        ("deflate, gzip, br", true),
        ("*", true),
        ("gzip;q=1.000", true),
        ("gzip;q=0", false),
        ("gzip; q=0.000", false),
        ("gzip;Q=0, *", false),
        ("*;q=0", false),
        ("*, gzip;q=0", false),
        ("gzip;q=wrong", false),
        ("identity", false),
        ("gzipped", false),
        ("", false),
    ] {
        let answer = client.ask("GET", "/long.html", &format!("Accept-Encoding: {accepted}\r\n"));
        assert_eq!(answer.header("Content-Encoding"), if compressed { "gzip" } else { "" }, "{accepted}");
        assert_eq!(answer.header("ETag"), if compressed { "\"long-gz\"" } else { "\"long\"" }, "{accepted}");
        let mut text = Vec::new();
        if compressed {
            flate2::read::GzDecoder::new(&*answer.body).read_to_end(&mut text).expect("gzip");
            assert!(answer.body.len() < text.len() / 2);
        } else {
            text = answer.body;
        }
        assert_eq!(String::from_utf8(text).expect("text"), long_text(), "{accepted}");
    }
    for target in ["/", "/digits.txt", "/large.bin"] {
        let answer = client.ask("HEAD", target, "Accept-Encoding: gzip\r\n");
        assert_eq!((answer.header("Content-Encoding"), answer.header("Vary")), ("", ""), "{target}");
    }
}

#[test]
fn head_says_what_get_says() {
    let server = start(Limits::default());
    let mut client = Client::new(server.port);
    let without_date = |answer: super::Answer| {
        let headers = answer.headers.into_iter().filter(|(name, _)| name != "Date");
        (answer.status, headers.collect::<Vec<_>>())
    };
    for target in ["/", "/long", "/large.bin", "/nothing.html", "/%", "/../a", "/fault.html"] {
        for headers in ["", "Accept-Encoding: gzip\r\n", "If-None-Match: *\r\n"] {
            let get = without_date(client.ask("GET", target, headers));
            let head = without_date(client.ask("HEAD", target, headers));
            assert_eq!(get, head, "{target} {headers}");
        }
    }
    // Nothing of a body is left on the connection, and a part of nothing is nothing.
    let answer = client.ask("HEAD", "/digits.txt", "Range: bytes=0-1\r\n");
    assert_eq!((answer.status, answer.header("Content-Length")), (200, "10"));
}

#[test]
fn every_answer_is_dated_and_for_this_site_alone() {
    let server = start(Limits::default());
    let mut client = Client::new(server.port);
    for target in ["/", "/digits.txt", "/nothing.html", "/..", "/%", "/fault.html", "/large.bin"] {
        let answer = client.ask("GET", target, "");
        assert_eq!(answer.header("X-Content-Type-Options"), "nosniff", "{target}");
        assert_eq!(answer.header("Cross-Origin-Resource-Policy"), "same-origin", "{target}");
        assert_eq!(answer.header("Cache-Control"), "no-store", "{target}");
        assert_eq!(answer.header("Server"), "featsite", "{target}");
        assert!(answer.header("Date").ends_with(" GMT"), "{target}");
        assert!(!answer.header("Content-Type").is_empty(), "{target}");
    }
    let answer = client.ask("POST", "/", "");
    assert_eq!((answer.status, answer.header("Allow")), (405, "GET, HEAD"));
}

#[test]
fn a_fault_of_the_site_is_told_calmly_and_the_server_lives() {
    let server = start(Limits::default());
    let mut client = Client::new(server.port);
    for target in ["/fault.html", "/wrong", "/fault", "/fault.html"] {
        let answer = client.ask("GET", target, "");
        assert_eq!((answer.status, answer.header("Content-Type")), (500, "text/plain; charset=utf-8"), "{target}");
        assert!(String::from_utf8_lossy(&answer.body).contains("could not be made"), "{target}");
    }
    assert_eq!(client.ask("GET", "/", "").status, 200, "on the same connection");
    assert_eq!(status(&raw(server.port, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n")), 400);
}
