//! What the program serves and as what.

use super::{program, status};

#[test]
fn pages_come_with_their_type_and_nothing_is_guessed() {
    let server = program();
    for (target, code, kind, text) in [
        ("/a.html", 200, "text/html; charset=utf-8", "Served page"),
        ("/a.html?raw??#x", 200, "text/html; charset=utf-8", "Served page"),
        ("/%61.html", 200, "text/html; charset=utf-8", "Served page"),
        ("/sub/", 200, "text/html; charset=utf-8", "Folder page"),
        ("/site.json", 200, "application/json", "\"schema\":1"),
        ("/sub/p.png", 200, "image/png", "not really a picture"),
        ("/sub/d.zzz", 200, "application/octet-stream", "unknown"),
        ("/nothing.html", 404, "text/", ""),
        ("/a.md", 200, "text/plain; charset=utf-8", "# "),
        ("/a.markdown", 404, "text/", ""),
    ] {
        let answer = server.get(target);
        assert_eq!(status(&answer), code, "{target}: {answer}");
        assert!(answer.contains(&format!("Content-Type: {kind}")), "{target}: {answer}");
        assert!(answer.contains("X-Content-Type-Options: nosniff"), "{target}: {answer}");
        assert!(!answer.to_lowercase().contains("access-control-allow"), "{target}: {answer}");
        assert!(answer.contains(text), "{target}: {answer}");
    }
    let answer = server.get("/sub");
    assert!(status(&answer) == 301 && answer.contains("Location: /sub/\r\n"), "{answer}");
    let port = server.port;
    let answer = server.raw(format!("HEAD /a.html HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"));
    assert!(status(&answer) == 200 && !answer.contains("Served page"), "{answer}");
    let answer = server.raw(format!(
        "POST /a.html HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    ));
    assert_eq!(status(&answer), 405, "{answer}");
}
