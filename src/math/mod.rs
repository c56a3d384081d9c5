//! TeX to MathML, at build time and without script: [`set`] parses by a library, then writes the MathML again from its
//! pieces through a list of allowed elements and attributes. [`looks`] tells formulas from prices and variables.
//!
//! Absent on purpose: Markdown, macros (a short one can ask for gigabytes), colours and fonts: a formula looks like the
//! text around it.

mod looks;
mod write;

pub use looks::{Looks, is_unclosed, looks, stands_alone};

/// Why a formula was not set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The byte of the source it is about, where that is known.
    pub at: Option<usize>,
    /// What is wrong, in a few words.
    pub message: String,
}

impl Fault {
    fn new(at: Option<usize>, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }
}

/// Bytes of a formula.
const MAX_BYTES: usize = 8 * 1024;
/// Groups within groups.
const MAX_DEPTH: usize = 40;

/// Whether a fence with this info string holds a formula.
pub fn is_math(info: &str) -> bool {
    info.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("math"))
}

/// Sets a formula: a `<math>` element that has its TeX as `alttext`. A pure function of its arguments.
pub fn set(tex: &str, display: bool) -> Result<String, Fault> {
    let written = tex.trim();
    let tex = written;
    if tex.len() > MAX_BYTES {
        return Err(Fault::new(None, "the formula is too long to be set: more than 8 KB"));
    }
    if tex.is_empty() {
        return Err(Fault::new(None, "the formula is empty"));
    }
    guard(tex)?;
    let tex = &known(tex, display);
    // Whatever goes wrong inside the library costs this formula and nothing else.
    let found = std::panic::catch_unwind(|| mathml(tex, display)).unwrap_or_else(|_| Err(Fault::new(None, FAILED)))?;
    write::write(&found, written, display).ok_or_else(|| Fault::new(None, FAILED))
}

const FAILED: &str = "the formula could not be set";

/// The formula in words the library knows. In text, GitHub takes two backslashes before a brace
/// for one.
fn known(tex: &str, display: bool) -> String {
    let tex = tex.replace("\\mod ", "\\bmod ").replace("\\mod{", "\\bmod{");
    if display { tex } else { tex.replace("\\\\{", "\\{").replace("\\\\}", "\\}") }
}

/// Refuses what would take the library too long or too deep.
fn guard(tex: &str) -> Result<(), Fault> {
    const MACROS: [&str; 7] = ["def", "edef", "gdef", "let", "futurelet", "newcommand", "renewcommand"];
    let mut depth = 0_usize;
    for (at, c) in tex.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '\\' => {
                let rest = tex.get(at + 1..).unwrap_or("");
                let name = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
                if MACROS.contains(&name) {
                    return Err(Fault::new(Some(at), format!("`\\{name}`: macros are not supported")));
                }
            }
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(Fault::new(Some(at), "groups are nested too deeply"));
        }
    }
    Ok(())
}

fn mathml(tex: &str, display: bool) -> Result<String, Fault> {
    use pulldown_latex::config::DisplayMode;
    let storage = pulldown_latex::Storage::new();
    let mut events = Vec::new();
    for event in pulldown_latex::Parser::new(tex, &storage) {
        events.push(Ok::<_, std::fmt::Error>(event.map_err(|error| fault(tex, &error.to_string()))?));
    }
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = pulldown_latex::RenderConfig { display_mode, ..Default::default() };
    let mut out = String::new();
    pulldown_latex::push_mathml(&mut out, events.into_iter(), config).map_err(|_| Fault::new(None, FAILED))?;
    // The library forgets to escape signs of operators.
    Ok(out.replace("><</mo>", ">&lt;</mo>").replace(">&</mo>", ">&amp;</mo>"))
}

/// The library's message without its picture of the place, and the place: the last lines of the picture quote the
/// twelve bytes before it and the twelve behind it.
fn fault(tex: &str, text: &str) -> Fault {
    let mut lines = text.lines();
    let message = lines.next().unwrap_or("").trim_start_matches("parsing error: ").to_owned();
    let quoted = lines.rfind(|line| line.starts_with('│') && line.chars().any(|c| !matches!(c, '│' | ' ' | '^')));
    let at = quoted.and_then(|line| {
        let inner = line.trim_start_matches('│');
        let (cut, inner) = match inner.strip_prefix('…') {
            Some(inner) => (true, inner),
            None => (false, inner.strip_prefix(' ').unwrap_or(inner)),
        };
        let begin = tex.find(inner)?;
        Some(if cut { begin + inner.len().min(12) } else { begin + inner.len().saturating_sub(12) })
    });
    let at = at.map(|mut at| {
        while !tex.is_char_boundary(at) {
            at -= 1;
        }
        at
    });
    Fault::new(at, message)
}

#[cfg(test)]
mod tests;
