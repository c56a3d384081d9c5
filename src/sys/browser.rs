//! The user's browser.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

/// Shows a site that is served at this address; what stands in the way where that cannot be.
pub fn open(address: SocketAddr) -> Result<(), String> {
    open::that_detached(format!("http://{}/", reachable(address))).map_err(|error| error.to_string())
}

/// The address under which this machine reaches a server that listens on all of its addresses.
fn reachable(mut address: SocketAddr) -> SocketAddr {
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
    fn a_browser_is_led_to_this_machine() {
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
