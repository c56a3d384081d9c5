//! Addresses at the site that hosts a repository: where a file is shown, edited, and a commit is shown.
//!
//! Absent on purpose: the network. The host's name tells its kind; of a host nobody knows nothing is guessed.

use crate::base::paths;

/// The kinds of hosts, by the form of their addresses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ForgeKind {
    /// GitHub and GitHub Enterprise.
    GitHub,
    /// GitLab, hosted by anyone.
    GitLab,
    /// Bitbucket's cloud.
    Bitbucket,
    /// Gitea, Forgejo and Codeberg.
    Gitea,
    /// One that the configuration names and no rule knows: GitHub's form is the commonest.
    Other,
}

/// A repository at its host. Holds no credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forge {
    /// The kind.
    pub kind: ForgeKind,
    /// The page of the repository, without a slash at its end.
    pub base: String,
    /// The branch links lead to; `None` stands for whatever the host takes for the default.
    branch: Option<String>,
}

impl Forge {
    /// The repository a remote leads to; `None` where its host is not known or it is no address on the web.
    pub fn of_remote(remote: &str, branch: Option<&str>) -> Option<Self> {
        let (base, host) = web(remote)?;
        Some(Self { kind: kind(&host)?, base, branch: branch.map(str::to_owned) })
    }

    /// The repository the configuration names, whatever its host is called.
    pub fn of_config(repo: &str, branch: Option<&str>) -> Option<Self> {
        let (base, host) = web(repo)?;
        Some(Self { kind: kind(&host).unwrap_or(ForgeKind::Other), base, branch: branch.map(str::to_owned) })
    }

    /// The name of the host's kind; `None` where it has none.
    pub fn name(&self) -> Option<&'static str> {
        match self.kind {
            ForgeKind::GitHub => Some("GitHub"),
            ForgeKind::GitLab => Some("GitLab"),
            ForgeKind::Bitbucket => Some("Bitbucket"),
            ForgeKind::Gitea if self.base.contains("codeberg.org/") => Some("Codeberg"),
            ForgeKind::Gitea if self.base.contains("forgejo") => Some("Forgejo"),
            ForgeKind::Gitea => Some("Gitea"),
            ForgeKind::Other => None,
        }
    }

    /// Where a file of the repository is edited.
    pub fn edit(&self, path: &str) -> Option<String> {
        let (base, path) = (&self.base, paths::encode(path));
        let branch = self.branch_or_head();
        Some(match self.kind {
            ForgeKind::GitHub | ForgeKind::Other => format!("{base}/edit/{branch}/{path}"),
            ForgeKind::GitLab => format!("{base}/-/edit/{branch}/{path}"),
            ForgeKind::Bitbucket => format!("{base}/src/{branch}/{path}?mode=edit"),
            // Only a branch can be edited, and there is no word for the default one.
            ForgeKind::Gitea => {
                let branch = paths::encode(self.branch.as_deref()?);
                format!("{base}/_edit/{branch}/{path}")
            }
        })
    }

    /// Where a file of the repository is shown.
    pub fn view(&self, path: &str) -> String {
        let (base, path) = (&self.base, paths::encode(path));
        let branch = self.branch_or_head();
        match self.kind {
            ForgeKind::GitHub | ForgeKind::Other => format!("{base}/blob/{branch}/{path}"),
            ForgeKind::GitLab => format!("{base}/-/blob/{branch}/{path}"),
            ForgeKind::Bitbucket => format!("{base}/src/{branch}/{path}"),
            ForgeKind::Gitea if self.branch.is_none() => format!("{base}/src/{path}"),
            ForgeKind::Gitea => format!("{base}/src/branch/{branch}/{path}"),
        }
    }

    /// Where a commit is shown.
    pub fn commit(&self, hash: &str) -> String {
        let base = &self.base;
        match self.kind {
            ForgeKind::GitHub | ForgeKind::Gitea | ForgeKind::Other => format!("{base}/commit/{hash}"),
            ForgeKind::GitLab => format!("{base}/-/commit/{hash}"),
            ForgeKind::Bitbucket => format!("{base}/commits/{hash}"),
        }
    }

    fn branch_or_head(&self) -> String {
        self.branch.as_deref().map_or_else(|| "HEAD".to_owned(), paths::encode)
    }
}

/// The page of a repository on the web and its host, from any form of a remote. User names, passwords and tokens
/// before the host are left behind, and so is what follows `?` and `#`.
fn web(remote: &str) -> Option<(String, String)> {
    let remote = remote.trim();
    let (scheme, rest) = match remote.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        // `git@host:owner/name`; a slash before the colon, or one letter, is a path on disk.
        None => {
            let (host, path) = remote.split_once(':')?;
            if host.contains('/') || host.len() < 2 {
                return None;
            }
            return page("https", host, None, path);
        }
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (authority, path) = rest.split_once('/')?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = host.split_once(':').map_or((host, None), |(host, port)| (host, Some(port)));
    match scheme.as_str() {
        // The port of a page; that of another protocol says nothing about the page.
        "https" | "http" => page(&scheme, host, port.filter(|port| !port.is_empty()), path),
        "ssh" | "git" | "git+ssh" | "ssh+git" => page("https", host, None, path),
        _ => None,
    }
}

fn page(scheme: &str, host: &str, port: Option<&str>, path: &str) -> Option<(String, String)> {
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host).to_ascii_lowercase();
    // Names of the ports that pass firewalls.
    let host = host.strip_prefix("altssh.").or_else(|| host.strip_prefix("ssh.")).unwrap_or(&host).to_owned();
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    let digits = port.is_none_or(|port| port.bytes().all(|b| b.is_ascii_digit()));
    if !host.contains('.') && host != "localhost" || !plain(&host) || host.starts_with('.') || !digits {
        return None;
    }
    let path = path.trim_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let pieces: Vec<&str> = path.split('/').collect();
    let odd = |piece: &&str| piece.is_empty() || matches!(*piece, "." | "..") || piece.contains(['@', ':', '\\']);
    if pieces.len() < 2 || pieces.iter().any(odd) || path.chars().any(char::is_control) {
        return None;
    }
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    Some((format!("{scheme}://{host}{port}/{}", paths::encode(&paths::decode(path))), host))
}

/// The kind a host's name tells.
fn kind(host: &str) -> Option<ForgeKind> {
    let named = |name: &str| host.split('.').any(|label| label == name || label.starts_with(&format!("{name}-")));
    if named("github") {
        Some(ForgeKind::GitHub)
    } else if named("gitlab") {
        Some(ForgeKind::GitLab)
    } else if host == "bitbucket.org" {
        Some(ForgeKind::Bitbucket)
    } else if named("codeberg") || named("gitea") || named("forgejo") {
        Some(ForgeKind::Gitea)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_remote_leads_to_its_page() {
        for (remote, base) in [
            ("git@github.com:ana/shop.git", "https://github.com/ana/shop"),
            ("ssh://git@github.com:22/ana/shop.git", "https://github.com/ana/shop"),
            ("ssh://git@ssh.github.com:443/ana/shop.git", "https://github.com/ana/shop"),
            ("https://ana:secret@github.com/ana/shop.git", "https://github.com/ana/shop"),
            ("https://x-access-token:secret@github.example.com/ana/shop/", "https://github.example.com/ana/shop"),
            ("git@gitlab.com:group/sub/shop.git", "https://gitlab.com/group/sub/shop"),
            ("https://gitlab.example.com:8443/g/shop.git?x=secret#y", "https://gitlab.example.com:8443/g/shop"),
            ("ana:secret@gitlab.com:group/shop", "https://gitlab.com/group/shop"),
            ("git://codeberg.org/ana/shop", "https://codeberg.org/ana/shop"),
            ("HTTPS://Bitbucket.org/ana/shop", "https://bitbucket.org/ana/shop"),
        ] {
            let forge = Forge::of_remote(remote, Some("main")).map(|forge| forge.base);
            // The name before a host may itself hold a colon; then nothing is said rather than a wrong thing.
            let refused = remote.starts_with("ana:");
            assert_eq!(forge.as_deref(), (!refused).then_some(base), "{remote}");
        }
        for remote in [
            "/srv/git/shop.git",
            "file:///srv/github.com/a/b",
            "C:\\work\\shop",
            "../shop",
            "work:ana/shop",
            "https://example.com/ana/shop",
            "https://github.com/ana",
            "https://github.com/../shop/x",
            "https://user:pa/ss@github.com/ana/shop",
            "",
        ] {
            assert_eq!(Forge::of_remote(remote, None), None, "{remote}");
        }
    }

    #[test]
    fn each_host_has_its_addresses() {
        let forge = |remote: &str| Forge::of_remote(remote, Some("feat/a b")).expect("known");
        let path = "docs/a b.md";
        for (remote, edit, view) in [
            ("git@github.com:a/b", "edit/feat/a%20b/docs/a%20b.md", "blob/feat/a%20b/docs/a%20b.md"),
            ("git@gitlab.com:a/b", "-/edit/feat/a%20b/docs/a%20b.md", "-/blob/feat/a%20b/docs/a%20b.md"),
            ("git@bitbucket.org:a/b", "src/feat/a%20b/docs/a%20b.md?mode=edit", "src/feat/a%20b/docs/a%20b.md"),
            ("git@codeberg.org:a/b", "_edit/feat/a%20b/docs/a%20b.md", "src/branch/feat/a%20b/docs/a%20b.md"),
        ] {
            let forge = forge(remote);
            assert_eq!(forge.edit(path), Some(format!("{}/{edit}", forge.base)));
            assert_eq!(forge.view(path), format!("{}/{view}", forge.base));
        }
        let without = Forge::of_remote("git@codeberg.org:a/b", None).expect("known");
        assert_eq!(without.edit("a.md"), None);
        assert_eq!(forge("git@gitlab.com:a/b").commit("abc"), "https://gitlab.com/a/b/-/commit/abc");
    }

    #[test]
    fn what_the_configuration_names_needs_no_known_host() {
        let forge = Forge::of_config("https://ana:secret@git.example.com/ana/shop.git", None).expect("an address");
        assert_eq!(forge.edit("a.md").as_deref(), Some("https://git.example.com/ana/shop/edit/HEAD/a.md"));
        assert_eq!(forge.name(), None);
    }
}
