//! A document from a template: what is said between `{{` and `}}` is put in as it is.
//!
//! Absent on purpose: what is put in, and whether it is read as meant (`build::new`).

use std::collections::BTreeSet;

use tera::{Context, Tera};

use super::html::Error;

/// A filled template.
pub struct Filled {
    /// Its text.
    pub text: String,
    /// The names that it asks for.
    pub asked: BTreeSet<String>,
}

/// A phase as a template is given it.
pub struct Heading {
    /// The text of its heading.
    pub text: String,
    /// The anchor of that.
    pub anchor: String,
}

/// Fills a template of this name in. Nothing is escaped: a document is Markdown, and its author's.
pub fn fill(name: &str, template: &str, values: &[(&str, &str)], phases: &[Heading]) -> Result<Filled, Error> {
    let mut tera = Tera::default();
    tera.autoescape_on(Vec::<&str>::new());
    tera.add_raw_template(name, template)?;
    let mut context = Context::new();
    for (name, value) in values {
        context.insert_value((*name).to_owned(), (*value).into());
    }
    let members = |phase: &Heading| -> tera::Value {
        let members = [("heading", phase.text.as_str()), ("anchor", phase.anchor.as_str())];
        members.into_iter().map(|(name, text)| (name.into(), text.into())).collect::<tera::Map>().into()
    };
    context.insert_value("phases", phases.iter().map(members).collect::<Vec<_>>().into());
    let text = tera.render(name, &context)?;
    let asked = tera.get_template_variables(name)?.into_iter().map(str::to_owned).collect();
    Ok(Filled { text, asked })
}
