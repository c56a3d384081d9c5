//! How pages look: the theme's templates and assets, compiled once for all sites that have the same theme.
//!
//! Absent on purpose: what the pages show (`views`), which there are ([`super::outputs`]).

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::base::Span;
use crate::base::key::Key;
use crate::diag::{Diagnostic, Place, Severity};
use crate::formats::html::{self, Renderer};
use crate::source::Snapshot;
use crate::theme::{Asset, Theme};

/// A theme, compiled.
pub struct Look {
    renderer: Renderer,
    theme: Theme,
    problem: Option<Diagnostic>,
    /// The built-in templates, for pages that the user's cannot make.
    spare: OnceLock<Renderer>,
    key: Key,
}

impl Look {
    /// The user's theme; where its templates do not compile the built-in one, with a finding that says why.
    pub fn of(snapshot: &Snapshot) -> Self {
        let own = Theme::with_overrides(&snapshot.theme);
        let (renderer, theme, problem) = match Renderer::new(&own) {
            Ok(renderer) => (renderer, own, None),
            Err(error) => {
                let finding = template_error(snapshot, "the theme does not compile", &error);
                (Renderer::built_in(), Theme::with_overrides(&BTreeMap::new()), Some(finding))
            }
        };
        Self { renderer, theme, problem, spare: OnceLock::new(), key: Key::of(&snapshot.theme) }
    }

    /// Its templates.
    pub fn renderer(&self) -> &Renderer {
        &self.renderer
    }

    /// Why the user's theme is not used.
    pub fn problem(&self) -> Option<&Diagnostic> {
        self.problem.as_ref()
    }

    /// The key of what it is made from: the files of the user's theme.
    pub fn key(&self) -> Key {
        self.key
    }

    /// Its files.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.theme.assets().values()
    }

    /// The built-in templates with the rest of the user's theme; `None` where the user has no templates.
    pub fn spare(&self, snapshot: &Snapshot) -> Option<&Renderer> {
        let own = |path: &String| path.starts_with("templates/");
        snapshot.theme.keys().any(own).then(|| {
            self.spare.get_or_init(|| {
                let others = snapshot.theme.iter().filter(|(path, _)| !own(path));
                let others = others.map(|(path, bytes)| (path.clone(), Arc::clone(bytes))).collect();
                Renderer::new(&Theme::with_overrides(&others)).unwrap_or_else(|_| Renderer::built_in())
            })
        })
    }
}

/// Files of the user's theme that change nothing, and copies whose built-in part has changed since.
pub fn stale_overrides(snapshot: &Snapshot) -> impl Iterator<Item = Diagnostic> {
    let finding = |path: &str, span: Span, message: String, help: String| {
        let place = Place { path: Arc::from(format!("{}/{path}", snapshot.theme_folder)), span };
        Diagnostic::new("stale-theme-override", Severity::Warning, place, message).help(help)
    };
    let idle = Theme::stale(&snapshot.theme).into_iter().map(move |stale| {
        let message = format!("`{}` {}", stale.path, stale.why);
        let help = match stale.nearest {
            Some(nearest) => format!("did you mean `{nearest}`? Else delete it"),
            None => "name it like the built-in file it is to replace, or delete it".to_owned(),
        };
        finding(&stale.path, Span::default(), message, help)
    });
    let outdated = Theme::outdated(&snapshot.theme).into_iter().map(move |old| {
        let message =
            format!("`{}` was copied from a built-in part that has changed: {} is now {}", old.path, old.was, old.now);
        let help = format!(
            "`featsite theme eject {} --print` shows the new one: take over what you need, then write {} here",
            old.part, old.now
        );
        finding(&old.path, old.span, message, help)
    });
    idle.chain(outdated)
}

/// A template of the user's that cannot be used, at its place where Tera names one.
pub fn template_error(snapshot: &Snapshot, what: &str, error: &html::Error) -> Diagnostic {
    let place = error.place().and_then(|(template, line, column)| {
        let path = format!("{}/templates/{template}", snapshot.theme_folder);
        let text = snapshot.text(&path)?;
        let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
        let rest = text.get(start..)?;
        let inside = rest.char_indices().nth(column.checked_sub(1)?).map_or(0, |(at, _)| at);
        let word = rest.get(inside..)?.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(0).max(1);
        Some(Place { path: Arc::from(path), span: Span::new(start + inside, (start + inside + word).min(text.len())) })
    });
    let finding = match place {
        Some(place) => {
            // What a page has differs from page to page: the manual has the list of each.
            let message = error.message().split(". Available ").next().unwrap_or_default();
            Diagnostic::new("theme-error", Severity::Error, place, format!("{what}: {message}"))
        }
        None => Diagnostic::global("theme-error", Severity::Error, format!("{what}: {error}")),
    };
    finding.help("the built-in templates took its place; mend the template, then every page has its own again")
}
