//! Takes the port: the one asked for, or a free one after it.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use super::floor::{Floor, Running};
use super::{Hub, Limits, Pages, room};
use crate::sys::Trouble;

/// How many ports are tried.
const TRIES: u16 = 100;

/// A server that listens and does not answer yet.
pub struct Listening {
    listener: TcpListener,
    address: SocketAddr,
    limits: Limits,
}

/// Listens on an address. Where the port is taken the next ones are tried; port 0 is any free one.
pub fn listen(host: IpAddr, port: u16) -> Result<Listening, Trouble> {
    let last = if port == 0 { port } else { port.saturating_add(TRIES - 1) };
    let mut ports = port..=last;
    loop {
        // The range holds one port at least, and the last of them ends the loop.
        let wanted = SocketAddr::new(host, ports.next().unwrap_or(last));
        match TcpListener::bind(wanted) {
            Ok(listener) => {
                let address = listener.local_addr().unwrap_or(wanted);
                return Ok(Listening { listener, address, limits: Limits::default() });
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse && wanted.port() < last => {}
            Err(error) => return Err(trouble(host, port, wanted.port(), &error)),
        }
    }
}

/// Why it cannot be, and what to do.
fn trouble(host: IpAddr, port: u16, last: u16, error: &io::Error) -> Trouble {
    let wanted = SocketAddr::new(host, last);
    match error.kind() {
        ErrorKind::AddrInUse if last > port => {
            Trouble::new(format!("cannot listen on {host}: the ports {port} to {last} are all taken"))
                .help("try `--port 0` for a free one")
        }
        ErrorKind::AddrInUse => Trouble::new(format!("cannot listen on {wanted}: {error}"))
            .help("another program may be using the port: try `--port 0` for a free one"),
        ErrorKind::AddrNotAvailable => Trouble::new(format!("cannot listen on {wanted}: {error}"))
            .help("this machine has no such address: `--host 127.0.0.1` is always there"),
        ErrorKind::PermissionDenied => Trouble::new(format!("cannot listen on {wanted}: {error}"))
            .help("ports below 1024 are often kept for the system: try `--port 4000`, or `--port 0` for a free one"),
        _ => Trouble::new(format!("cannot listen on {wanted}: {error}"))
            .help("try `--host 127.0.0.1` and `--port 0` for a free port"),
    }
}

impl Listening {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Other limits than the usual ones.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Answers requests from now on, in threads of its own.
    pub fn run(self, pages: Arc<dyn Pages>, hub: Arc<Hub>) -> Running {
        Running::start(self.listener, Floor::new(pages, hub, self.address, room::within(self.limits)))
    }
}

/// The address under which this machine reaches a server that listens on all of its addresses.
pub fn reachable(mut address: SocketAddr) -> SocketAddr {
    match address {
        SocketAddr::V4(four) if four.ip().is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        SocketAddr::V6(six) if six.ip().is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_reached_from_this_machine() {
        for (listening, shown) in [
            ("0.0.0.0:4000", "127.0.0.1:4000"),
            ("[::]:4000", "[::1]:4000"),
            ("127.0.0.1:4000", "127.0.0.1:4000"),
            ("192.168.1.5:80", "192.168.1.5:80"),
        ] {
            let address: SocketAddr = listening.parse().expect("an address");
            assert_eq!(reachable(address).to_string(), shown);
        }
    }
}
