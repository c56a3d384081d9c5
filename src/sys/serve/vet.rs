//! Who may ask: this machine's own names, and nobody on behalf of another site.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::head::Head;

/// The address that is listened on, and with it the names that are ours.
pub struct Ours(pub SocketAddr);

impl Ours {
    /// Whether a `Host` names us: a loopback name, and where another address is listened on any address written as
    /// numbers. A name that was made to point here is never one of them.
    pub fn is_ours(&self, host: &str) -> bool {
        let port = self.0.port();
        let name = match host.strip_suffix(&format!(":{port}")) {
            Some(name) => name,
            None if port == 80 => host,
            None => return false,
        };
        let numeric = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            Some(name) => name.parse::<Ipv6Addr>().map(IpAddr::V6),
            None => name.parse::<Ipv4Addr>().map(IpAddr::V4),
        };
        name.eq_ignore_ascii_case("localhost") || numeric.is_ok_and(|ip| ip.is_loopback() || !self.0.ip().is_loopback())
    }

    fn is_our_origin(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|host| self.is_ours(host))
    }
}

/// The status with which a request is refused for what its head says of a body. The connection ends: where one
/// request ends and the next begins is then not certain.
pub fn body(head: &Head) -> Option<u16> {
    if head.all("transfer-encoding").next().is_some() {
        return Some(400);
    }
    let mut lengths = head.all("content-length");
    let length = lengths.next()?;
    let digits = !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit());
    match length.parse::<u64>() {
        _ if !digits || lengths.next().is_some() || length.len() > 19 => Some(400),
        Ok(0) => None,
        Ok(_) => Some(413),
        Err(_) => Some(400),
    }
}

/// The status with which a request is refused before anything is looked up. A foreign name that was made to point here
/// must not read the site, nor may scripts of other sites.
pub fn asker(head: &Head, ours: &Ours) -> Option<u16> {
    if !matches!(head.method.as_str(), "GET" | "HEAD") {
        return Some(405);
    }
    match head.only("host") {
        Some(host) if ours.is_ours(host) => {}
        Some(_) => return Some(421),
        None => return Some(400),
    }
    let foreign_origin = head.all("origin").any(|origin| !ours.is_our_origin(origin));
    let cross_site = head.all("sec-fetch-site").any(|site| site == "cross-site");
    let navigates = head.all("sec-fetch-mode").any(|mode| mode == "navigate");
    (foreign_origin || cross_site && !navigates).then_some(403)
}

/// The status with which the stream of events is refused: it is for pages of this very server.
pub fn listener(head: &Head) -> Option<u16> {
    if head.method != "GET" {
        return Some(405);
    }
    let foreign = head.all("sec-fetch-site").any(|site| !matches!(site, "same-origin" | "none"));
    foreign.then_some(403)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(address: &str) -> Ours {
        Ours(address.parse().expect("an address"))
    }

    #[test]
    fn only_our_own_names_are_answered() {
        let here = ours("127.0.0.1:4000");
        for host in ["127.0.0.1:4000", "localhost:4000", "LOCALHOST:4000", "[::1]:4000"] {
            assert!(here.is_ours(host), "{host}");
        }
        for host in [
            "evil.example:4000",
            "127.0.0.1:4001",
            "127.0.0.1",
            "localhost.evil.example:4000",
            "10.0.0.1:4000",
            "localhost.:4000",
            "",
            ":4000",
            "127.0.0.1:4000:4000",
            "::1:4000",
            "[127.0.0.1]:4000",
            "[[::1]]:4000",
        ] {
            assert!(!here.is_ours(host), "{host}");
        }
        let open = ours("0.0.0.0:4000");
        assert!(open.is_ours("192.168.1.5:4000"));
        assert!(!open.is_ours("evil.example:4000"));
        assert!(ours("127.0.0.1:80").is_ours("localhost"));
    }
}
