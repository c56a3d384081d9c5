//! The site over HTTP, for its owner on this machine: pages are made when they are asked for.
//!
//! Nothing is looked up on disk by what a request says: an address either is one of the site's or it is not found.

use std::io;
use std::net::{IpAddr, SocketAddr};

use tiny_http::{Header, Method, Request, Response, Server};

use super::Trouble;
use crate::base::paths;
use crate::build::outputs::{Content, Outputs};
use crate::source::Snapshot;

/// A server that listens.
pub struct Listening {
    server: Server,
    address: SocketAddr,
}

/// Listens on an address.
pub fn listen(host: IpAddr, port: u16) -> Result<Listening, Trouble> {
    let wanted = SocketAddr::new(host, port);
    let server = Server::http(wanted).map_err(|error| {
        Trouble::new(format!("cannot listen on {wanted}: {error}"))
            .help("another program may be using the port: try `--port 0` for a free one")
    })?;
    let address = server.server_addr().to_ip().unwrap_or(wanted);
    Ok(Listening { server, address })
}

impl Listening {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers requests until the program ends.
    pub fn run(&self, snapshot: &Snapshot, outputs: &Outputs<'_>) {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    while let Ok(request) = self.server.recv() {
                        let answer = self.answer(&request, snapshot, outputs);
                        // A client that went away needs no answer.
                        drop(send(request, answer));
                    }
                });
            }
        });
    }

    fn answer(&self, request: &Request, snapshot: &Snapshot, outputs: &Outputs<'_>) -> Answer {
        if let Some(refusal) = self.refuse(request) {
            return refusal;
        }
        let target = request.url().split(['?', '#']).next().unwrap_or_default();
        let Some(url) = paths::join("", &paths::decode(target)) else { return Answer::text(404, "not found\n") };
        // A folder without its slash would break the page's relative links, so the browser is sent to the slash.
        if !url.is_empty() && !target.ends_with('/') && outputs.has(&format!("{url}/index.html")) {
            return Answer {
                status: 308,
                location: Some(format!("/{}/", paths::encode(&url))),
                ..Answer::text(308, "")
            };
        }
        let url = match (url.is_empty(), target.ends_with('/')) {
            (true, _) => "index.html".to_owned(),
            (false, true) => format!("{url}/index.html"),
            (false, false) => url,
        };
        match bytes(snapshot, outputs, &url) {
            Some(body) => Answer { status: 200, kind: media_type(&url), location: None, body },
            None => match bytes(snapshot, outputs, "404.html") {
                Some(body) => Answer { status: 404, kind: media_type("404.html"), location: None, body },
                None => Answer::text(404, "not found\n"),
            },
        }
    }

    /// What is refused before anything is looked up: other methods, hosts that are not this machine (a foreign name
    /// that was made to point here must not read the site), reads by scripts of other sites.
    fn refuse(&self, request: &Request) -> Option<Answer> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return Some(Answer::text(405, "only GET and HEAD\n"));
        }
        let all = |name: &str| -> Vec<&str> {
            let named =
                request.headers().iter().filter(|header| header.field.as_str().as_str().eq_ignore_ascii_case(name));
            named.map(|header| header.value.as_str()).collect()
        };
        match all("host")[..] {
            [host] if self.is_ours(host) => {}
            [_] => return Some(Answer::text(421, "this server answers only to its own address\n")),
            _ => return Some(Answer::text(400, "one Host header is needed\n")),
        }
        let foreign_origin =
            all("origin").iter().any(|origin| !origin.strip_prefix("http://").is_some_and(|host| self.is_ours(host)));
        let foreign_site =
            all("sec-fetch-site").contains(&"cross-site") && !all("sec-fetch-mode").contains(&"navigate");
        (foreign_origin || foreign_site).then(|| Answer::text(403, "not for other sites\n"))
    }

    /// Loopback names, and where another address is listened on any address written as numbers: a name that was made
    /// to point here is never one of them.
    fn is_ours(&self, host: &str) -> bool {
        let port = self.address.port();
        let name = match host.strip_suffix(&format!(":{port}")) {
            Some(name) => name,
            None if port == 80 => host,
            None => return false,
        };
        let numeric = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        name.eq_ignore_ascii_case("localhost")
            || numeric.is_ok_and(|ip| ip.is_loopback() || !self.address.ip().is_loopback())
    }
}

struct Answer {
    status: u16,
    kind: &'static str,
    location: Option<String>,
    body: Vec<u8>,
}

impl Answer {
    fn text(status: u16, text: &str) -> Self {
        Self { status, kind: "text/plain; charset=utf-8", location: None, body: text.as_bytes().to_vec() }
    }
}

fn bytes(snapshot: &Snapshot, outputs: &Outputs<'_>, url: &str) -> Option<Vec<u8>> {
    match outputs.make(url)?.0 {
        Content::Bytes(bytes) => Some(bytes),
        Content::Copy(path) => super::read::asset(snapshot, &path).ok(),
    }
}

fn send(request: Request, answer: Answer) -> io::Result<()> {
    let mut response = Response::from_data(answer.body).with_status_code(answer.status);
    let fixed = [
        ("Content-Type", answer.kind),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ];
    let location = answer.location.as_deref().map(|target| ("Location", target));
    for (name, value) in fixed.into_iter().chain(location) {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

/// The media type by extension. What is not known is downloaded, never guessed.
fn media_type(url: &str) -> &'static str {
    match paths::extension(url).to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "xml" => "application/xml",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" | "markdown" | "yaml" | "yml" | "toml" | "log" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listening(address: &str) -> Listening {
        let mut listening = listen(IpAddr::from([127, 0, 0, 1]), 0).expect("a free port");
        listening.address = address.parse().expect("an address");
        listening
    }

    #[test]
    fn only_our_own_names_are_answered() {
        let here = listening("127.0.0.1:4000");
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
        ] {
            assert!(!here.is_ours(host), "{host}");
        }
        let open = listening("0.0.0.0:4000");
        assert!(open.is_ours("192.168.1.5:4000"));
        assert!(!open.is_ours("evil.example:4000"));
    }
}
