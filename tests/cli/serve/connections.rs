//! Connections: those that go on, those that ask for nothing, more than there is room for, and the end.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::{Client, connect, eventually, folder, large, program, raw, run, start, status};
use featsite::sys::serve::{Limits, listen};

fn quick() -> Limits {
    let (head, idle) = (Duration::from_millis(300), Duration::from_millis(300));
    Limits {
        head,
        idle,
        stalled: Duration::from_millis(300),
        heartbeat: Duration::from_millis(100),
        ..Limits::default()
    }
}

#[test]
fn requests_follow_each_other_on_one_connection() {
    let server = start(Limits::default());
    let mut client = Client::new(server.port);
    for _ in 0..50 {
        assert_eq!(client.ask("GET", "/digits.txt", "").body, b"0123456789");
        assert_eq!(client.ask("GET", "/nothing", "").status, 404);
        assert_eq!(client.ask("GET", "/%00", "").status, 400);
        assert_eq!(client.ask("GET", "/", "Host: twice\r\n").status, 400);
        assert_eq!(client.ask("HEAD", "/long.html", "").status, 200);
    }
    let answer = client.ask("GET", "/", "Connection: Upgrade, Close\r\n");
    assert_eq!((answer.status, answer.header("Connection")), (200, "close"));
    assert!(client.is_over());
}

#[test]
fn requests_sent_at_once_are_answered_in_order() {
    let server = start(Limits::default());
    let host = format!("Host: localhost:{}\r\n", server.port);
    let targets = ["/digits.txt", "/", "/nothing.html", "/large.bin", "/long.html", "/%", "/empty.txt", "/fault.html"];
    let mut client = Client::new(server.port);
    let all: String = targets.iter().map(|target| format!("GET {target} HTTP/1.1\r\n{host}\r\n")).collect();
    // The last one comes in pieces.
    let (first, last) = all.split_at(all.len() - 20);
    client.send(first);
    let answers: Vec<_> = targets.iter().take(targets.len() - 1).map(|_| client.answer()).collect();
    client.send(last);
    assert_eq!(client.answer().status, 500);
    let told: Vec<(u16, usize)> = answers.iter().map(|answer| (answer.status, answer.body.len())).collect();
    assert_eq!(told[..4], [(200, 10), (200, 11), (404, 19), (200, large().len())]);
    assert_eq!((told[5].0, told[6]), (400, (200, 0)));
}

#[test]
fn the_old_protocol_ends_unless_it_asks_not_to() {
    let server = start(Limits::default());
    let host = format!("Host: localhost:{}\r\n", server.port);
    let answer = raw(server.port, format!("GET /digits.txt HTTP/1.0\r\n{host}\r\n"));
    assert!(answer.contains("Connection: close\r\n") && answer.ends_with("0123456789"), "{answer}");
    let mut client = Client::new(server.port);
    client.send(format!("GET / HTTP/1.0\r\n{host}Connection: keep-alive\r\n\r\n"));
    assert_eq!(client.answer().header("Connection"), "keep-alive");
    assert_eq!(client.ask("GET", "/digits.txt", "").body, b"0123456789");
}

#[test]
fn those_who_begin_and_do_not_end_delay_nobody() {
    let server = program();
    let halves: Vec<TcpStream> = (0..600)
        .map(|_| {
            let mut stream = connect(server.port);
            stream.write_all(b"GET /a.html HTTP/1.1\r\nHo").expect("sent");
            stream
        })
        .collect();
    assert_eq!(status(&server.get("/a.html")), 200);
    for mut half in halves {
        let mut answer = String::new();
        half.read_to_string(&mut answer).expect("told and ended");
        assert_eq!(status(&answer), 408, "{answer}");
    }
    assert_eq!(status(&server.get("/a.html")), 200);
}

#[test]
fn a_head_that_comes_byte_by_byte_gets_no_more_time() {
    let server = start(quick());
    let mut stream = connect(server.port);
    let mut sent = 0;
    // Each byte comes in time; all of them do not.
    while sent < 2000 && stream.write_all(b"G").is_ok() {
        sent += 1;
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(sent < 2000);
    // Who asks for nothing is let go without a word.
    assert!(Client::new(server.port).is_over());
    let mut client = Client::new(server.port);
    assert_eq!(client.ask("GET", "/", "").status, 200);
    assert!(client.is_over());
}

#[test]
fn one_who_does_not_read_is_let_go_and_delays_nobody() {
    for target in ["/large.bin", "/bytes.bin"] {
        let server = start(Limits { connections: 2, ..quick() });
        let request = format!("GET {target} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port);
        let mut slow = Client::new(server.port);
        slow.send(&request);
        assert_eq!(slow.head().status, 200);
        assert_eq!(Client::new(server.port).ask("GET", "/", "").status, 200);
        let mut other = Client::new(server.port);
        eventually("the other one has its place", || {
            other = Client::new(server.port);
            other.send(&request);
            other.head().status == 200
        });
        eventually("both are let go", || Client::new(server.port).head_status() == 200);
        let mut read = Vec::new();
        let _ = slow.0.read_to_end(&mut read);
        assert!(read.len() < large().len(), "it was cut off");
    }
}

#[test]
fn more_than_there_is_room_for_are_told_to_come_again() {
    let server = start(Limits { connections: 4, ..Limits::default() });
    let mut clients: Vec<Client> = (0..4).map(|_| Client::new(server.port)).collect();
    // Half a request keeps a place.
    for client in &mut clients {
        client.send("GET / HT");
    }
    let answer = raw(server.port, "");
    assert!(status(&answer) == 503 && answer.contains("Retry-After: 2\r\n"), "{answer}");
    for client in &mut clients {
        client.send(format!("TP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port));
        assert_eq!(client.answer().status, 200);
    }
    drop(clients);
    eventually("there is room again", || Client::new(server.port).head_status() == 200);
}

#[cfg(unix)]
#[test]
fn without_file_descriptors_it_waits_and_goes_on() {
    let folder = folder();
    let mut command = std::process::Command::new("sh");
    let program = env!("CARGO_BIN_EXE_featsite");
    command.args(["-c", &format!("ulimit -n 64 && exec '{program}' serve content --port 0")]);
    command.current_dir(folder.path(""));
    let server = run(command, folder);
    let silent: Vec<TcpStream> = (0..100).map(|_| connect(server.port)).collect();
    eventually("a page while they are there", || {
        let status = status(&server.get("/a.html"));
        assert!(matches!(status, 200 | 503), "{status}");
        status == 200
    });
    drop(silent);
    for _ in 0..3 {
        assert_eq!(status(&server.get("/a.html")), 200, "and afterwards");
    }
}

#[test]
fn stopping_lets_requests_finish_and_frees_the_port() {
    let mut server = start(Limits::default());
    let mut waiting = Client::new(server.port);
    assert_eq!(waiting.ask("GET", "/", "").status, 200);
    let mut busy = Client::new(server.port);
    busy.send(format!("GET /large.bin HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port));
    let head = busy.head();
    let running = server.running.take().expect("it runs");
    let stopping = std::thread::spawn(move || running.stop(Duration::from_secs(15)));
    assert!(waiting.is_over());
    let mut body = vec![0; head.header("Content-Length").parse().expect("a length")];
    busy.0.read_exact(&mut body).expect("all of it");
    assert!(body == large());
    drop(busy);
    stopping.join().expect("it ended");
    assert!(TcpStream::connect(("127.0.0.1", server.port)).is_err(), "nobody listens");
    let again = listen([127, 0, 0, 1].into(), server.port).expect("a port");
    assert_eq!(again.address().port(), server.port, "the port is free");
}

#[test]
fn stopping_waits_for_nobody_beyond_its_patience() {
    let mut server = start(Limits::default());
    let mut slow = Client::new(server.port);
    slow.send(format!("GET /large.bin HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port));
    let length: usize = slow.head().header("Content-Length").parse().expect("a length");
    server.running.take().expect("it runs").stop(Duration::from_millis(50));
    let mut read = Vec::new();
    let _ = slow.0.read_to_end(&mut read);
    assert!(read.len() < length);
}

#[test]
fn a_port_that_is_taken_leads_to_the_next() {
    let host = [127, 0, 0, 1].into();
    let first = listen(host, 0).expect("a free port");
    let port = first.address().port();
    let second = listen(host, port).expect("the next free port");
    assert!((port + 1..port.saturating_add(100)).contains(&second.address().port()));
    let Err(trouble) = listen([192, 0, 2, 1].into(), 0) else { panic!("the address is nobody's") };
    assert!(trouble.help.is_some_and(|help| help.contains("--host 127.0.0.1")), "{}", trouble.message);
}
