//! Case files: small documents with the facts that must be read from them.
mod body;
mod harvested;
mod pages;
