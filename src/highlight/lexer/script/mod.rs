//! JavaScript and TypeScript, with markup and without.

mod brackets;
mod functions;
mod markup;

use super::super::Class::{self, *};
use super::state::{Lexer, constant};
use super::table::{BASE, Holes, Quote, Role, Table, Word};
use brackets::{role, special};
use functions::holds_function;

pub(super) static TS: Table = Table { name: "ts", ..SCRIPT };
pub(super) static TSX: Table = Table { name: "tsx", special: markup::special, ..SCRIPT };

pub(super) static JS: Table = Table { name: "js", ..JAVASCRIPT };
pub(super) static JSX: Table = Table { name: "jsx", ..JAVASCRIPT };

const JAVASCRIPT: Table = Table {
    own_words: &[
        (Word::Is(Function), "constructor"),
        (Word::Is(Type), "document exports module process window __dirname __filename JSON Math"),
    ],
    line_comments: &["//", "#!"],
    special: markup::special,
    said: |lexer, word| said(lexer, if word == "const" { "let" } else { word }),
    ..SCRIPT
};

const SCRIPT: Table = Table {
    words: &[
        (Word::Names(Function), "function"),
        (Word::Names(Type), "class interface enum"),
        (Word::SoftNames(Type), "type namespace"),
        (
            Word::Soft,
            "abstract as asserts declare from get global infer is keyof module of out override readonly satisfies set unique",
        ),
        (
            Word::Is(Keyword),
            "async await break case catch const constructor continue debugger default delete do else export extends finally \
             for if implements import in instanceof let new package private protected public return static switch \
             throw try typeof var while with yield",
        ),
        (Word::Is(Constant), "true false NaN Infinity this super arguments JSON Math"),
        (
            Word::Is(Type),
            "any bigint boolean never number object string symbol unknown void Array BigInt Boolean Buffer console Date Error \
             EvalError Function Map Number Object Promise Proxy RangeError ReferenceError RegExp Set String Symbol SyntaxError \
             TypeError URIError WeakMap WeakSet ArrayBuffer DataView Float32Array Float64Array Int8Array Int16Array Int32Array \
             Uint8Array Uint16Array Uint32Array Intl Reflect",
        ),
    ],
    quotes: &[
        Quote::new("\"", "\""),
        Quote::new("'", "'"),
        Quote { lines: true, holes: Holes::DollarBrace, ..Quote::new("`", "`") },
    ],
    letters: "$",
    levels: true,
    only_name,
    name_class,
    said,
    role,
    special,
    ..BASE
};

/// In `state`: a type is read.
const TYPE: u8 = 1;
/// Names that are declared follow; they are constant.
const CONST: u8 = 2;
/// Names that are declared follow.
const LET: u8 = 4;
/// The body of a class follows.
const CLASS: u8 = 8;
/// What is imported or exported follows.
const IMPORT: u8 = 16;
/// A value is read, up to the end of the statement.
const VALUE: u8 = 32;
/// The colon of a question mark is to come.
const QUESTION: u8 = 64;
/// The function that was named has types before its parameters.
const FUNCTION: u8 = 128;
/// Either kind of declaration.
const DECLARATION: u8 = CONST | LET;

/// Keywords after which a value begins.
const BEFORE_VALUE: &[&str] =
    &["return", "case", "default", "typeof", "await", "yield", "in", "of", "new", "delete", "throw", "else", "export"];

fn said(lexer: &mut Lexer, word: &str) {
    match word {
        "const" if lexer.state & TYPE == 0 => lexer.state = CONST,
        "let" | "var" => lexer.state = LET,
        "class" | "interface" => lexer.state = CLASS,
        "extends" | "implements" | "keyof" | "infer" | "is" | "satisfies" => lexer.state |= TYPE,
        "as" if lexer.state & IMPORT == 0 && lexer.role() != Role::Names => lexer.state |= TYPE,
        "import" | "export" => lexer.state = IMPORT,
        "of" | "in" => lexer.state = VALUE,
        "function" | "async" | "default" => lexer.state &= !IMPORT,
        _ => {}
    }
}

/// Whether a key of an object, a member or a parameter is read.
fn only_name(lexer: &Lexer) -> bool {
    let first = b"{,(".contains(&lexer.last) || lexer.fresh;
    let next = lexer.ahead();
    first
        && matches!(lexer.role(), Role::Map | Role::Members | Role::Params | Role::Constants | Role::Names)
        && (next.starts_with([':', ',', '}']) || next.starts_with("?:"))
        && lexer.state & TYPE == 0
}

fn name_class(lexer: &mut Lexer, name: &str) -> Option<Class> {
    let next = lexer.next();
    let first = b"(,{.".contains(&lexer.last) || matches!(lexer.word, "private" | "public" | "protected" | "readonly");
    if lexer.state & TYPE != 0 || lexer.role() == Role::Type {
        return Some(Type);
    }
    if matches!(name, "null" | "undefined") {
        return Some(Constant);
    }
    if next == b'=' && lexer.ahead().starts_with("=>") {
        return Some(Variable);
    }
    match lexer.role() {
        Role::Members if lexer.state & VALUE == 0 => {
            let function = matches!(next, b'(' | b'<') || holds_function(lexer);
            return function.then_some(Function);
        }
        Role::Params if first && lexer.state & VALUE == 0 => {
            return Some(if holds_function(lexer) { Function } else { Variable });
        }
        Role::Constants if lexer.state & VALUE == 0 => return (next != b':').then_some(Constant),
        Role::Map if first && lexer.last != b'.' && next == b':' => return holds_function(lexer).then_some(Function),
        _ => {}
    }
    if lexer.state & DECLARATION != 0 && lexer.state & VALUE == 0 {
        let declared = (lexer.state & CONST != 0 || constant(name)).then_some(Constant);
        return if holds_function(lexer) { Some(Function) } else { declared };
    }
    if lexer.called() || (next == b'=' && holds_function(lexer)) {
        return Some(Function);
    }
    let block = lexer.role() == Role::Plain && lexer.open.last().is_none_or(|open| open.byte == b'{');
    // A label.
    if lexer.fresh && next == b':' && block {
        return Some(Constant);
    }
    constant(name).then_some(Constant)
}
