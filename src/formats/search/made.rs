//! Files of search, made when they are asked for: the index once for all of its files.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::index::File;
use super::{Entries, Index, columns, put_written, texts};
use crate::base::aside::aside;
use crate::base::key::Key;
use crate::model::Site;
use crate::views::Input;

/// What has been made so far.
#[derive(Debug, Default)]
pub struct Search {
    entries: OnceLock<Entries>,
    index: OnceLock<Index>,
    fields: OnceLock<BTreeMap<&'static str, Vec<u8>>>,
}

impl Search {
    /// The bytes of a file of texts.
    pub fn texts(&self, site: &Site, file: usize) -> Vec<u8> {
        put_written(&texts::name(file), |out| texts::write(site, self.entries(site).file(file), out))
    }

    /// The key of what a file of texts is made from; `of_file` gives that of a source file by its path.
    pub fn texts_key(&self, site: &Site, file: usize, of_file: impl Fn(&str) -> Option<Key>) -> Option<Key> {
        texts::key(site, self.entries(site).file(file), of_file)
    }

    /// The bytes of a file of the index.
    pub fn index(&self, input: Input<'_>, file: File) -> Vec<u8> {
        let entries = self.entries(input.site);
        if let File::Field(field) = file {
            let fields = self.fields.get_or_init(|| columns::all(input, entries));
            let value = fields.get(field).map_or(&b"null"[..], Vec::as_slice);
            return put_written(&file.name(), |out| out.extend_from_slice(value));
        }
        let index = self.index.get_or_init(|| aside(|| Index::of(input.site, entries)));
        index.bytes(input, entries, file)
    }

    /// Makes the index on the threads that call: those that make a whole site have nothing else to do, and what it takes for
    /// a while is there already.
    pub fn prepare(&self, site: &Site) {
        self.index.get_or_init(|| Index::of(site, self.entries(site)));
    }

    fn entries(&self, site: &Site) -> &Entries {
        self.entries.get_or_init(|| Entries::of(site))
    }
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;
    use crate::build::site_of;
    use crate::formats::search::index;

    fn documents(count: usize) -> Vec<(String, String)> {
        let text = |at: usize| format!("# D {at}\n\n{}\n\n## Part {at}\n\n{}", "lorem ipsum ".repeat(400), at * 7919);
        (0..count).map(|at| (format!("d{at}.md"), text(at))).collect()
    }

    fn everything(threads: usize) -> Vec<Vec<u8>> {
        let files = documents(300);
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let evaluated = site_of(&files);
        let search = Search::default();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let site = &evaluated.site;
        let files = index::files(site);
        assert!(files.len() > 8, "{}", files.len());
        // Other threads have other work first and then help: who makes the index waits for them.
        let all: Vec<Option<File>> =
            files.iter().copied().map(Some).chain(std::iter::repeat_n(None, files.len() * 3)).collect();
        let make = |(at, file): (usize, &Option<File>)| match file {
            Some(file) => search.index(evaluated.input(), *file),
            None => search.texts(site, at % evaluated.frame.texts),
        };
        pool.install(|| all.par_iter().enumerate().map(make).collect())
    }

    #[test]
    fn any_number_of_threads_that_all_ask_get_the_same_bytes() {
        let one = everything(1);
        assert_eq!(one, everything(4));
    }
}
