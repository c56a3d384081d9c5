//! Mermaid source to SVG, at build time and without script: [`draw`] parses and lays out by a library, then writes the
//! SVG again from its pieces through a list of allowed elements and attributes, in the colours of the theme.
//!
//! Absent on purpose: Markdown, the figure around a drawing (`body`), findings (`checks`), links and handlers of the
//! source, its fonts, its themes: a diagram looks like the page it stands on, in light and in dark.

mod colour;
mod extent;
mod gantt;
mod guard;
mod limits;
mod lines;
mod paint;
mod values;
mod write;

pub use lines::doubts;

/// A diagram that was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// What it is.
    pub kind: Kind,
    /// The title of its head, which is not drawn.
    pub caption: Option<String>,
    /// What its author gave it for those who do not see it: a title and a description.
    pub spoken: Option<String>,
    /// Its first labels in the order of drawing, without repetition.
    pub labels: Vec<String>,
    /// Where the name for those who do not see it belongs in `svg`.
    name_at: usize,
    svg: String,
}

impl Drawing {
    /// The `<svg>` element under an accessible name. Its ids begin with `prefix`.
    pub fn svg(&self, name: &str, prefix: &str) -> String {
        let (head, tail) = self.svg.split_at_checked(self.name_at).unwrap_or((&self.svg, ""));
        let mut out = String::with_capacity(self.svg.len() + name.len());
        out.push_str(head);
        crate::base::html::attribute(&mut out, "aria-label", name);
        out.push_str(&tail.replace(write::PREFIX, prefix));
        out
    }
}

/// What a diagram is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Flowchart,
    Sequence,
    Class,
    State,
    Entities,
    Gantt,
    Pie,
    Git,
    Mindmap,
    Timeline,
    Journey,
    Other,
}

/// Why a diagram was not drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line of the source, from 0, where one is to blame.
    pub line: Option<usize>,
    /// What is wrong, in a few words.
    pub message: String,
}

impl Fault {
    fn new(line: Option<usize>, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

/// Whether a fence with this info string holds a diagram: `mermaid`, `mmd`, `{.mermaid}`, with or without attributes.
pub fn is_diagram(info: &str) -> bool {
    let word = info.trim().trim_start_matches('{').trim_start_matches('.');
    let word = word.split(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | ',' | ':')).next().unwrap_or("");
    word.eq_ignore_ascii_case("mermaid") || word.eq_ignore_ascii_case("mmd")
}

/// Bytes of stack for one diagram. The library calls itself once for each level of nesting, of which a diagram has at
/// most [`guard::MAX_LINES`]; memory that is not touched costs nothing.
const STACK: usize = 64 * 1024 * 1024;

/// Draws a diagram. A pure function of its source, bounded in time: what is too large is refused.
pub fn draw(source: &str) -> Result<Drawing, Fault> {
    let prepared = guard::prepare(source)?;
    // Whatever goes wrong inside the library costs this diagram and nothing else: it works on a stack of its own.
    let work = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("diagram".to_owned()).stack_size(STACK);
        thread.spawn_scoped(scope, || render(&prepared.source)).ok().and_then(|thread| thread.join().ok())
    });
    let (kind, svg) = work.unwrap_or_else(|| Err(Fault::new(None, "the drawing failed")))?;
    let (svg, name_at, labels) = write::write(&svg, source).ok_or_else(|| Fault::new(None, "the drawing failed"))?;
    let spoken = (!prepared.spoken.is_empty()).then(|| prepared.spoken.join(". "));
    Ok(Drawing { kind, caption: prepared.title, spoken, labels, name_at, svg })
}

fn render(source: &str) -> Result<(Kind, String), Fault> {
    let mut diagram = mermaid_svg::parse(source).map_err(|error| fault(&error))?;
    limits::hold(&mut diagram)?;
    let svg = mermaid_svg::render_diagram_with(&diagram, &paint::theme());
    let svg = svg.map_err(|error| Fault::new(None, error.to_string()))?;
    if svg.len() > limits::MAX_SVG {
        return Err(Fault::new(None, "the diagram is too large to be drawn: its drawing has more than 2 MB"));
    }
    Ok((kind(&diagram), svg))
}

fn fault(error: &mermaid_svg::ParseError) -> Fault {
    match error {
        mermaid_svg::ParseError::Syntax { message, line, .. } => Fault::new(line.checked_sub(1), message.clone()),
        mermaid_svg::ParseError::UnknownDiagramType(word) => Fault::new(
            None,
            format!("`{}` is no kind of diagram that is known", word.chars().take(40).collect::<String>()),
        ),
        mermaid_svg::ParseError::Empty => Fault::new(None, "the diagram is empty"),
        other => Fault::new(None, other.to_string()),
    }
}

fn kind(diagram: &mermaid_svg::Diagram) -> Kind {
    use mermaid_svg::Diagram;
    match diagram {
        Diagram::Flowchart(_) => Kind::Flowchart,
        Diagram::Sequence(_) => Kind::Sequence,
        Diagram::Class(_) => Kind::Class,
        Diagram::State(_) => Kind::State,
        Diagram::Er(_) => Kind::Entities,
        Diagram::Gantt(_) => Kind::Gantt,
        Diagram::Pie(_) => Kind::Pie,
        Diagram::GitGraph(_) => Kind::Git,
        Diagram::Mindmap(_) => Kind::Mindmap,
        Diagram::Timeline(_) => Kind::Timeline,
        Diagram::Journey(_) => Kind::Journey,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests;
