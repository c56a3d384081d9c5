//! From the files of the output to a folder on disk.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::Trouble;
use crate::build::outputs::{Content, Outputs};
use crate::diag::Diagnostic;
use crate::source::Snapshot;

/// Writes every file into `output` and returns what was found while making them.
pub fn write(output: &Path, snapshot: &Snapshot, outputs: &Outputs<'_>) -> Result<Vec<Diagnostic>, Trouble> {
    let urls: Vec<&str> = outputs.urls().collect();
    let made: Vec<Option<Diagnostic>> = urls
        .par_iter()
        .map(|url| {
            let path = output.join(url);
            let Some((content, finding)) = outputs.make(url) else { return Ok(None) };
            let folder = path.parent().unwrap_or(output);
            fs::create_dir_all(folder).map_err(|error| Trouble::io("make", folder, &error))?;
            let bytes = match content {
                Content::Bytes(bytes) => bytes,
                Content::Copy(source) => super::read::asset(snapshot, &source)?,
            };
            fs::write(&path, bytes).map_err(|error| Trouble::io("write", &path, &error))?;
            Ok(finding)
        })
        .collect::<Result<_, Trouble>>()?;
    Ok(made.into_iter().flatten().collect())
}
