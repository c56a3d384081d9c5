//! How the program begins and ends: ports, what it says of them, and the signals that end it.

use std::net::TcpListener;

use super::super::Folder;
use super::Client;
use super::live::Live;

#[cfg(unix)]
#[test]
fn a_signal_ends_it_at_once_whatever_it_does() {
    use std::time::{Duration, Instant};
    for (name, blocks) in [("INT", 200), ("TERM", 1)] {
        let folder = Folder::with(&[("content/a.md", "# First\n")]);
        // The code of this page is coloured for seconds.
        let line = "fn main() { let numbers: Vec<&str> = vec![\"one\", \"two\"]; } // words\n";
        let block = |at| format!("```rust\n// Block {at}\n{}```\n\n", line.repeat(1000));
        let code: String = (0..blocks).map(block).collect();
        folder.write("content/long.md", format!("# Long\n\n{code}").as_bytes());
        let before = folder.names("");
        let mut live = Live::of(folder, &[]);
        let listeners: Vec<_> = (0..5).map(|_| live.listen()).collect();
        let mut client = Client::new(live.port);
        client.send(format!("GET /long.html HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", live.port));
        assert_eq!(live.page("/a.html").0, 200);
        let sent = Instant::now();
        live.signal(name);
        assert_eq!(live.ends(), Some(0), "{name}");
        assert!(sent.elapsed() < Duration::from_secs(2), "it waited for the page: {:?}", sent.elapsed());
        drop(client);
        assert!(live.said().ends_with("stopped\n"), "{}", live.said());
        assert!(TcpListener::bind(("127.0.0.1", live.port)).is_ok(), "the port is free");
        assert_eq!(live.folder.names(""), before, "nothing is left behind");
        drop(listeners);
    }
}

#[cfg(unix)]
#[test]
fn a_signal_that_is_to_be_ignored_is() {
    let folder = Folder::with(&[("content/a.md", "# First\n")]);
    let mut command = std::process::Command::new("sh");
    let program = env!("CARGO_BIN_EXE_featsite");
    command.args(["-c", &format!("trap '' HUP; exec '{program}' serve content --port 0")]);
    command.current_dir(folder.path(""));
    let live = Live::run(command, folder);
    live.signal("HUP");
    live.write("a.md", "# Second\n");
    live.shows("/a.html", "Second");
}

#[test]
fn where_the_port_is_taken_the_next_one_is_said() {
    let folder = |text: &str| Folder::with(&[("content/a.md", text)]);
    let first = Live::of(folder("# First\n"), &[]);
    let port = first.port.to_string();
    let second = Live::of(folder("# Second\n"), &["--port", &port]);
    assert!(second.port > first.port, "{} after {}", second.port, first.port);
    let said = second.said();
    let address = format!("http://127.0.0.1:{}/ (first page after ", second.port);
    assert!(
        said.contains(&format!("port {port} is taken: port {} is the next free one\n{address}", second.port)),
        "{said}"
    );
    assert!(said.ends_with("; stop with Ctrl-C)\n"), "{said}");
    assert!(!first.said().contains("is taken"));
    assert!(first.page("/a.html").1.contains("First") && second.page("/a.html").1.contains("Second"));
}

#[test]
fn where_everyone_can_read_the_site_that_is_said() {
    let folder = || Folder::with(&[("content/a.md", "# First\n")]);
    let warning = "everyone who reaches this machine can read the site: `--host 127.0.0.1` keeps it to yourself\n";
    let open = Live::of(folder(), &["--host", "0.0.0.0"]);
    assert!(open.said().contains(&format!("{warning}http://127.0.0.1:{}/", open.port)), "{}", open.said());
    assert_eq!(open.page("/a.html").0, 200);
    assert!(!Live::of(folder(), &[]).said().contains("everyone"));
    let quiet = Live::of(folder(), &["--host", "0.0.0.0", "--quiet"]);
    quiet.says("", warning);
    assert_eq!(quiet.said(), warning);
}
