//! The stream of events.

use std::io::{BufRead, Read};
use std::time::Duration;

use super::{Client, Inside, eventually, start};
use featsite::sys::serve::{EVENTS, Limits};

impl Client {
    /// A listener, and the head of its answer.
    fn listener(server: &Inside) -> Self {
        let mut client = Self::new(server.port);
        client.send(format!("GET /{EVENTS} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port));
        let head = client.head();
        assert_eq!(head.status, 200);
        assert_eq!(head.header("Content-Type"), "text/event-stream; charset=utf-8");
        assert_eq!(head.header("Content-Length"), "");
        assert_eq!(head.header("Cache-Control"), "no-store");
        client
    }

    /// The next lines up to an empty one.
    fn event(&mut self) -> String {
        let mut text = String::new();
        while !text.ends_with("\n\n") && self.0.read_line(&mut text).expect("a line") > 0 {}
        text.trim_end().to_owned()
    }

    /// The status of a request, 0 where there is none.
    pub fn head_status(mut self) -> u16 {
        let port = self.0.get_ref().peer_addr().expect("connected").port();
        self.send(format!("HEAD / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"));
        let mut answer = [0; 12];
        let read = self.0.read_exact(&mut answer);
        read.map_or(0, |()| super::status(&String::from_utf8_lossy(&answer)))
    }
}

#[test]
fn a_listener_hears_the_state_that_holds_and_each_later_one() {
    let server = start(Limits::default());
    let mut early = Client::listener(&server);
    assert_eq!(early.event(), "retry: 500");
    eventually("it is counted", || server.hub.listeners() == 1);
    server.hub.publish("{\"number\":1}".to_owned());
    assert_eq!(early.event(), "data: {\"number\":1}");
    server.hub.publish("{\n\"number\":\r\n2}".to_owned());
    assert_eq!(early.event(), "data: { \"number\":  2}");
    let mut late = Client::listener(&server);
    assert_eq!(late.event(), "retry: 500");
    assert_eq!(late.event(), "data: { \"number\":  2}");
    server.hub.publish("3".to_owned());
    assert_eq!((early.event(), late.event()), ("data: 3".to_owned(), "data: 3".to_owned()));
}

#[test]
fn of_several_quick_states_the_last_one_comes() {
    let server = start(Limits::default());
    let mut listeners: Vec<Client> = (0..20).map(|_| Client::listener(&server)).collect();
    for number in 1..=500 {
        server.hub.publish(number.to_string());
    }
    for listener in &mut listeners {
        assert_eq!(listener.event(), "retry: 500");
        let mut last = 0;
        while last < 500 {
            let number = listener.event().trim_start_matches("data: ").parse().expect("a number");
            assert!(number > last, "{number} after {last}");
            last = number;
        }
    }
}

#[test]
fn a_closed_hub_ends_its_listeners() {
    let server = start(Limits::default());
    server.hub.publish("1".to_owned());
    let mut listener = Client::listener(&server);
    assert_eq!((listener.event(), listener.event()), ("retry: 500".to_owned(), "data: 1".to_owned()));
    server.hub.close();
    assert!(listener.is_over());
    eventually("nobody listens", || server.hub.listeners() == 0);
    let mut late = Client::new(server.port);
    late.send(format!("GET /.featsite/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port));
    assert!(late.is_over(), "one that comes later is ended too");
    assert_eq!(Client::new(server.port).head_status(), 200, "pages are still served");
}

#[test]
fn stopping_ends_listeners() {
    let mut server = start(Limits::default());
    let mut listener = Client::listener(&server);
    assert_eq!(listener.event(), "retry: 500");
    server.running.take().expect("it runs").stop(Duration::from_secs(15));
    assert!(listener.is_over());
    assert_eq!(server.hub.listeners(), 0);
}

#[test]
fn silence_is_broken_by_signs_of_life() {
    let server = start(Limits { heartbeat: Duration::from_millis(50), ..Limits::default() });
    let mut listener = Client::listener(&server);
    assert_eq!(listener.event(), "retry: 500");
    assert_eq!((listener.event(), listener.event()), (": alive".to_owned(), ": alive".to_owned()));
}

#[test]
fn one_that_went_away_is_counted_no_more() {
    let server = start(Limits::default());
    let listener = Client::listener(&server);
    assert_eq!(server.hub.listeners(), 1);
    drop(listener);
    eventually("it is counted no more", || server.hub.listeners() == 0);
}

#[test]
fn one_that_does_not_read_delays_nobody_and_is_dropped() {
    let server = start(Limits { stalled: Duration::from_secs(2), ..Limits::default() });
    let deaf = Client::listener(&server);
    let mut hearing = Client::listener(&server);
    assert_eq!(hearing.event(), "retry: 500");
    // More than the buffers on the way hold.
    let state = "x".repeat(4 << 20);
    for number in 0..8 {
        server.hub.publish(format!("\"{number}{state}\""));
        assert!(hearing.event().starts_with(&format!("data: \"{number}x")));
    }
    eventually("the deaf one is dropped", || server.hub.listeners() == 1);
    server.hub.publish("\"end\"".to_owned());
    assert_eq!(hearing.event(), "data: \"end\"");
    drop(deaf);
}

#[test]
fn listeners_leave_room_for_pages() {
    let server = start(Limits { listeners: 3, ..Limits::default() });
    let listeners: Vec<Client> = (0..3).map(|_| Client::listener(&server)).collect();
    let mut client = Client::new(server.port);
    let answer = client.ask("GET", "/.featsite/events", "");
    assert_eq!((answer.status, answer.header("Retry-After")), (503, "2"));
    assert_eq!(Client::new(server.port).ask("GET", "/", "").status, 200);
    drop(listeners);
}
