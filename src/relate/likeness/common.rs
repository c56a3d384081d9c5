//! Words that say nothing of what a document is about: the small words of each language, and in English the words
//! that every plan is full of. Sorted, in lower case.

/// Whether a word says nothing in the language. English words are left out everywhere: technical text mixes them in.
pub fn is_common(word: &str, language: &str) -> bool {
    let list = match language {
        "es" => SPANISH,
        "fr" => FRENCH,
        "de" => GERMAN,
        _ => &[],
    };
    ENGLISH.binary_search(&word).is_ok() || list.binary_search(&word).is_ok()
}

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "a", "about", "above", "across", "actually", "add", "added", "adding", "adds", "after", "again", "against", "all",
    "allow", "allowed", "allows", "almost", "along", "already", "also", "although", "always", "am", "among", "an",
    "and", "another", "any", "anyone", "anything", "are", "around", "as", "at", "author", "available", "away", "back",
    "based", "be", "became", "because", "been", "before", "began", "behind", "being", "below", "between", "both",
    "but", "by", "can", "cannot", "case", "cases", "change", "changed", "changes", "clear", "come", "comes",
    "complete", "completed", "contain", "contains", "could", "create", "created", "creates", "creating", "current",
    "currently", "date", "day", "days", "define", "defined", "depending", "description", "detail", "details", "did",
    "different", "do", "does", "doing", "done", "down", "due", "during", "each", "either", "else", "enable",
    "enabled", "end", "ensure", "ensures", "etc", "even", "every", "everything", "example", "examples", "existing",
    "expected", "feature", "features", "few", "find", "first", "five", "focus", "follow", "following", "follows",
    "for", "found", "four", "from", "full", "further", "general", "get", "gets", "give", "given", "gives", "go",
    "goal", "goals", "goes", "going", "good", "got", "had", "has", "have", "having", "help", "hence", "here", "high",
    "him", "his", "how", "however", "i", "if", "implement", "implementation", "implemented", "implementing",
    "implements", "important", "in", "include", "included", "includes", "including", "indeed", "instead", "into",
    "is", "issue", "it", "item", "items", "its", "itself", "just", "keep", "keeps", "kind", "know", "known", "large",
    "last", "later", "least", "less", "let", "like", "likely", "list", "long", "look", "low", "made", "main", "make",
    "makes", "making", "many", "may", "maybe", "me", "mean", "means", "meet", "might", "more", "most", "much",
    "multiple", "must", "my", "need", "needed", "needs", "never", "new", "next", "no", "none", "nor", "not", "note",
    "notes", "nothing", "now", "number", "of", "off", "often", "old", "on", "once", "one", "only", "open", "or",
    "order", "other", "others", "our", "out", "over", "overview", "own", "part", "parts", "per", "phase", "phases",
    "place", "plan", "planned", "please", "point", "possible", "previous", "priority", "problem", "progress",
    "provide", "provided", "provides", "purpose", "put", "rather", "ready", "real", "really", "reason", "related",
    "require", "required", "requirement", "requirements", "requires", "result", "results", "right", "run", "same",
    "say", "second", "section", "see", "seen", "set", "several", "shall", "she", "should", "show", "shows", "similar",
    "simple", "simply", "since", "single", "small", "so", "some", "something", "specific", "start", "started",
    "status", "step", "steps", "still", "such", "summary", "support", "supported", "supports", "sure", "take",
    "taken", "takes", "task", "tasks", "team", "than", "that", "the", "their", "them", "then", "there", "therefore",
    "these", "they", "thing", "things", "this", "those", "three", "through", "thus", "time", "title", "to", "todo",
    "together", "too", "total", "two", "type", "types", "under", "until", "up", "update", "updated", "updates", "us",
    "use", "used", "useful", "user", "users", "uses", "using", "usually", "value", "values", "various", "version",
    "very", "via", "want", "wants", "was", "way", "ways", "we", "week", "weeks", "well", "were", "what", "when",
    "where", "whether", "which", "while", "who", "whole", "whom", "whose", "why", "will", "with", "within", "without",
    "work", "working", "works", "would", "yes", "yet", "you", "your",
];

#[rustfmt::skip]
const SPANISH: &[&str] = &[
    "a", "además", "al", "algo", "algunas", "algunos", "ante", "antes", "aquí", "así", "aun", "aunque", "años",
    "bajo", "bien", "cada", "casi", "como", "con", "contra", "cosa", "cual", "cuando", "cuál", "cuándo", "de", "debe",
    "deben", "del", "desde", "después", "donde", "dos", "durante", "e", "el", "ella", "ellas", "ellos", "en",
    "entonces", "entre", "era", "es", "esa", "esas", "ese", "eso", "esos", "esta", "estaba", "estado", "estas",
    "este", "esto", "estos", "está", "están", "forma", "fue", "fueron", "ha", "hace", "hacer", "hacia", "han",
    "hasta", "hay", "incluye", "la", "las", "le", "les", "lo", "los", "luego", "manera", "me", "mediante", "mejor",
    "menos", "mi", "mientras", "mismo", "mucho", "muy", "más", "mí", "ni", "no", "nos", "nosotros", "nueva", "nuevo",
    "o", "otra", "otras", "otro", "otros", "para", "parte", "permite", "pero", "poco", "por", "porque", "posible",
    "pueda", "puede", "pueden", "pues", "que", "quien", "qué", "se", "sea", "sean", "según", "ser", "será", "si",
    "sido", "sin", "sobre", "solo", "son", "su", "sus", "sí", "sólo", "también", "tan", "tanto", "tarea", "tareas",
    "te", "tener", "tiene", "tienen", "toda", "todas", "todo", "todos", "tras", "tu", "un", "una", "unas", "uno",
    "unos", "usa", "usar", "usuario", "usuarios", "vez", "y", "ya", "yo", "él",
];

#[rustfmt::skip]
const FRENCH: &[&str] = &[
    "a", "afin", "ainsi", "alors", "après", "au", "aucun", "aucune", "aussi", "autre", "autres", "aux", "avant",
    "avec", "avoir", "bien", "car", "ce", "ceci", "cela", "celle", "celui", "ces", "cet", "cette", "ceux", "chaque",
    "chez", "ci", "comme", "comment", "contre", "d", "dans", "de", "depuis", "des", "deux", "doit", "doivent", "donc",
    "dont", "du", "elle", "elles", "en", "encore", "entre", "est", "et", "eux", "faire", "fait", "faut", "fois",
    "font", "ici", "il", "ils", "j", "je", "jusqu", "l", "la", "le", "les", "leur", "leurs", "lors", "lorsque", "là",
    "ma", "mais", "me", "mes", "moins", "mon", "même", "n", "ne", "ni", "nos", "notre", "nous", "nouveau", "nouvelle",
    "on", "ont", "ou", "où", "par", "parce", "pas", "pendant", "permet", "peu", "peut", "peuvent", "plus",
    "plusieurs", "pour", "pourquoi", "puis", "qu", "quand", "que", "quel", "quelle", "quelles", "quels", "qui",
    "quoi", "s", "sa", "sans", "se", "ses", "si", "soit", "son", "sont", "sous", "sur", "ta", "te", "tes", "ton",
    "tous", "tout", "toute", "toutes", "trop", "très", "tu", "tâche", "tâches", "un", "une", "utilisateur",
    "utilisateurs", "utiliser", "vers", "via", "voir", "vos", "votre", "vous", "y", "à", "été", "être",
];

#[rustfmt::skip]
const GERMAN: &[&str] = &[
    "ab", "aber", "alle", "allem", "allen", "aller", "alles", "als", "also", "am", "an", "andere", "anderen", "auch",
    "auf", "aufgabe", "aufgaben", "aus", "bei", "beim", "bereits", "bis", "bzw", "da", "dabei", "dadurch", "dafür",
    "damit", "dann", "daran", "darauf", "das", "dass", "davon", "dazu", "dem", "den", "denn", "der", "deren", "des",
    "dessen", "die", "dies", "diese", "diesem", "diesen", "dieser", "dieses", "doch", "dort", "durch", "ein", "eine",
    "einem", "einen", "einer", "eines", "einige", "er", "erst", "es", "etwa", "etwas", "für", "gegen", "gibt",
    "haben", "hat", "hier", "hinter", "ich", "ihr", "ihre", "ihrem", "ihren", "im", "immer", "in", "ist", "ja", "je",
    "jede", "jedem", "jeden", "jeder", "jedes", "jetzt", "kann", "kein", "keine", "keinen", "können", "könnte", "man",
    "mehr", "mehrere", "mein", "mit", "muss", "müssen", "nach", "neben", "neu", "neue", "neuen", "nicht", "nichts",
    "noch", "nun", "nur", "nutzer", "ob", "oder", "ohne", "sehr", "sein", "seine", "seiner", "seit", "selbst", "sich",
    "sie", "sind", "so", "sobald", "solche", "soll", "sollen", "sollte", "sondern", "sonst", "sowie", "status", "um",
    "und", "uns", "unter", "viele", "vom", "von", "vor", "wann", "war", "warum", "was", "weil", "weitere", "welche",
    "wenn", "wer", "werden", "wie", "wieder", "wir", "wird", "wo", "wurde", "wurden", "während", "zu", "zum", "zur",
    "zwar", "zwei", "zwischen", "über",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [ENGLISH, SPANISH, FRENCH, GERMAN] {
            assert!(list.is_sorted_by(|a, b| a < b), "{:?}", list.windows(2).find(|pair| pair[0] >= pair[1]));
        }
        assert!(is_common("the", "en") && is_common("the", "de") && is_common("und", "de") && !is_common("und", "en"));
    }
}
