//! Header keys: how they are compared, and what the known ones mean. Rules 1, 5, 8 and 9 of the reading rules.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Key;
use crate::base::text::{self, Needles};
use crate::base::{Lexicon, inline};

/// The known keys in their folded form, English first, then Spanish, French, German, Chinese. Separated by `|`.
const ALIASES: &[(Key, &str)] = &[
    (
        Key::Status,
        "status|current status|overall status|state|estado|estado actual|statut|etat|\
         stand|zustand|状态|当前状态",
    ),
    (
        Key::Priority,
        "priority|prio|priority level|importance|severity priority|prioridad|priorite|prioritat|prioritaet|优先级",
    ),
    (
        Key::Owner,
        "owner|owners|assignee|assignees|assigned|assigned to|author|authors|lead|leads|feature lead|project lead|tech lead|\
         technical lead|feature owner|project owner|product owner|task owner|story owner|epic owner|spec owner|document owner|\
         doc owner|responsible|developer|developers|maintainer|maintainers|maintained by|document maintainer|dri|champion|\
         implementer|owned by|written by|implemented by|responsable|autor|autora|autores|propietario|asignado|asignado a|\
         encargado|mainteneur|auteur|auteurs|assigne a|verantwortlich|verantwortliche|verantwortlicher|zustandig|bearbeiter|\
         autoren|负责人|作者|所有者|责任人",
    ),
    (
        Key::Start,
        "start|start date|started|started on|begin|began|begin date|begun|kickoff|kick off|start time|planned start|\
         actual start|fecha de inicio|inicio|fecha inicio|date de debut|debut|date debut|beginn|startdatum|start datum|\
         begonnen|开始日期|开始时间|开始",
    ),
    (
        Key::Target,
        "target|target date|target completion|target completion date|target end|target end date|target release date|due|\
         due date|due by|deadline|eta|planned end|planned completion|expected completion|estimated completion|\
         estimated completion date|expected end|end date|end|finish by|fecha objetivo|fecha limite|vencimiento|fecha de entrega|\
         fecha fin|fecha de fin|objetivo|date cible|echeance|date limite|date de fin|fin prevue|zieldatum|zieltermin|fallig|\
         fallig am|frist|enddatum|截止日期|目标日期|计划完成|结束日期",
    ),
    (
        Key::Completed,
        "completed|completed on|completion|completion date|date completed|actual completion|actual end|implemented|\
         implemented on|delivered|delivered on|delivery date|deployed|deployed on|deployment date|closed|\
         closed on|shipped|shipped on|released on|release date|finished|finished on|done|done on|resolved|resolved on|date resolved|date of completion|\
         completado|completado el|fecha de finalizacion|finalizado|terminado|cerrado|termine|termine le|acheve|date d achevement|\
         abgeschlossen|abgeschlossen am|fertiggestellt|fertiggestellt am|erledigt|erledigt am|完成日期|完成时间|已完成",
    ),
    (
        Key::Created,
        "created|created on|creation date|date created|date added|added|added on|date|opened|opened on|fecha|creado|creado el|\
         fecha de creacion|date de creation|date creation|cree|cree le|datum|erstellt|erstellt am|erstelldatum|日期|创建日期|创建时间|创建",
    ),
    (
        Key::Updated,
        "updated|updated on|last updated|last update|last updated on|date updated|modified|last modified|last change|\
         last changed|last edited|changed|revised|last revised|last revision|ultima actualizacion|actualizado|\
         actualizado el|fecha de actualizacion|derniere mise a jour|mis a jour|mise a jour|mis a jour le|date de mise a jour|\
         zuletzt aktualisiert|aktualisiert|aktualisiert am|letzte anderung|letzte aktualisierung|geandert|更新日期|更新时间|最后更新|更新",
    ),
    (
        Key::Timeline,
        "timeline|period|dates|date range|duration dates|time frame|timeframe|schedule|periodo|plazo|cronograma|fechas|\
         periode|calendrier|echeancier|zeitraum|zeitplan|laufzeit|时间线|周期|时间范围",
    ),
    (
        Key::Id,
        "id|feature id|task id|story|story id|ticket id|epic id|spec id|proposal id|issue id|item id|ticket|\
         proposal|backlog item|backlog id|backlog ref|feature number|feature no|story number|story no|task number|epic number|spec number|\
         eip|rfc number|rfc id|adr|adr number|adr id|jira|jira ticket|jira id|key|identifier|identificador|identifiant|\
         kennung|fid|plan id|initiative id|req id|requirement id|bug id|uid|编号|功能编号|任务编号",
    ),
    (
        Key::Title,
        "title|feature name|feature title|task name|task title|story title|story name|epic name|epic title|project name|\
         plan name|plan title|titulo|nombre|nombre de la funcionalidad|titre|nom|titel|标题|名称|功能名称",
    ),
    (
        Key::Tags,
        "tags|tag|labels|label|keywords|etiquetas|etiqueta|palabras clave|etiquettes|mots cles|schlagworte|schlagworter|\
         stichworte|stichworter|标签|关键词",
    ),
    (
        Key::DependsOn,
        "depends on|dependson|depend on|depends|dependency|dependencies|requires|required|requirement ids|prerequisite|\
         prerequisites|pre requisites|blocked by|builds on|builds upon|needs|after|dependencias|depende de|requiere|\
         requisitos previos|bloqueado por|dependances|depend de|necessite|requiert|prerequis|bloque par|abhangig von|\
         abhangigkeiten|abhangigkeit|benotigt|setzt voraus|voraussetzungen|blockiert durch|依赖|依赖于|前置条件|前置依赖",
    ),
    (
        Key::Blocks,
        "blocks|blocking|enables|depended on by|required by|unblocks|bloquea|habilita|bloque|debloque|blockiert|ermoglicht|阻塞",
    ),
    (
        Key::Parent,
        "feature|epic|parent|parent feature|parent epic|parent task|parent task id|parent id|parent story|parent plan|parent spec|\
         part of|spec|prd|prd ref|prd reference|feature ref|initiative|belongs to|specification|feature spec|feature prd|\
         parte de|epica|funcionalidad|caracteristica|fait partie de|fonctionnalite|teil von|gehort zu|所属|父任务|所属功能",
    ),
    (Key::Supersedes, "supersedes|replaces|obsoletes|reemplaza|sustituye|remplace|ersetzt|替代|取代"),
    (
        Key::SupersededBy,
        "superseded by|supersededby|replaced by|obsoleted by|deprecated by|reemplazado por|sustituido por|remplace par|\
         ersetzt durch|被替代|被取代",
    ),
    (
        Key::Progress,
        "progress|completion percentage|percent complete|percentage complete|percent done|overall progress|\
         overall completion|completion rate|current progress|progreso|avance|progression|avancement|fortschritt|进度",
    ),
    (Key::Language, "lang|language|locale|idioma|langue|sprache|语言"),
    (
        Key::Related,
        "related|related to|related items|related documents|related docs|related documentation|related issues|related specs|\
         related features|see also|pull request|pull requests|pr|prs|issue|issues|github issue|links|references|relacionado|\
         relacionados|ver tambien|lie|liens|voir aussi|verwandt|siehe auch|verwandte dokumente|相关|相关文档|参见",
    ),
];

/// The comparable form of a key: no emphasis, emoji, accents or brackets, camel case and `-` `_` as spaces, lower case.
pub fn fold(key: &str) -> String {
    if is_folded(key) {
        return key.to_owned();
    }
    // White space is folded below in any case.
    let mut shown = if inline::is_bare(key) { Cow::Borrowed(key) } else { inline::shown(key) };
    if shown.contains('(') && shown.contains("(s)") {
        shown = shown.replace("(s)", "s").into();
    }
    if shown.is_ascii() {
        return fold_ascii(&shown);
    }
    let mut out = String::with_capacity(shown.len());
    let mut before = ' ';
    let mut put = |c: char| {
        if c.is_uppercase() && before.is_lowercase() {
            out.push(' ');
        }
        out.extend(if c.is_alphanumeric() { c } else { ' ' }.to_lowercase());
        before = c;
    };
    shown.nfd().filter(|&c| !is_combining_mark(c)).for_each(&mut put);
    text::fold_space(&out)
}

/// The same of ASCII, in one pass.
fn fold_ascii(shown: &str) -> String {
    let mut out = String::with_capacity(shown.len() + 4);
    let mut before = b' ';
    for byte in shown.bytes() {
        let sign = !byte.is_ascii_alphanumeric();
        let begins = sign || (byte.is_ascii_uppercase() && before.is_ascii_lowercase());
        if begins && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        if !sign {
            out.push(char::from(byte.to_ascii_lowercase()));
        }
        before = byte;
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether a key already has its comparable form, as most names in the tables of the reading rules have.
fn is_folded(key: &str) -> bool {
    let mut gap = true;
    for byte in key.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => gap = false,
            b' ' if !gap => gap = true,
            _ => return false,
        }
    }
    !gap
}

/// What a key means; `own` are the folder's own keys, in any spelling.
pub fn known(key: &str, own: &BTreeMap<String, Key>) -> Option<Key> {
    if key.len() > 200 {
        return None;
    }
    let folded: Cow<'_, str> = if is_folded(key) { key.into() } else { fold(key).into() };
    if !own.is_empty()
        && let Some((_, &known)) = own.iter().find(|(name, _)| fold(name) == folded)
    {
        return Some(known);
    }
    known_folded(&folded)
}

/// What an already folded key means. The endings `at`, `date` and `on` do not matter.
fn known_folded(folded: &str) -> Option<Key> {
    // The last of a name counts.
    static TABLE: LazyLock<Lexicon<Key>> = LazyLock::new(|| {
        let names = ALIASES.iter().rev();
        Lexicon::new(names.flat_map(|&(key, names)| names.rsplit('|').map(move |name| (name, key))))
    });
    let look = |key: &str| TABLE.get(key).copied();
    if let Some(found) = look(folded) {
        return Some(found);
    }
    let bare =
        folded.strip_suffix(" at").or_else(|| folded.strip_suffix(" date")).or_else(|| folded.strip_suffix(" on"))?;
    look(bare).filter(|key| matches!(key, Key::Start | Key::Target | Key::Completed | Key::Created | Key::Updated))
}

/// Words before *Status* that make it the status of this kind of document (`Proposal Status`), as against that of
/// something else (`Document Status`, `Test Status`).
pub fn kind_status(key: &str) -> Option<String> {
    static WORDS: LazyLock<Needles> = LazyLock::new(|| Needles::new(&["status", "estado"]));
    // A mark or `(s)` within the word would hide it.
    if key.is_ascii() && inline::is_bare(key) && !key.contains('(') && !WORDS.are_in_any_case(key) {
        return None;
    }
    let folded = fold(key);
    let kind = folded.strip_suffix(" status").or_else(|| folded.strip_prefix("estado de ")).map(str::trim)?;
    (!kind.is_empty()).then(|| kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_does_not_matter() {
        let none = BTreeMap::new();
        for (key, meaning) in [
            ("Status", Some(Key::Status)),
            ("**Status**", Some(Key::Status)),
            ("📊 STATUS", Some(Key::Status)),
            ("startDate", Some(Key::Start)),
            ("start_date", Some(Key::Start)),
            ("Start-Date", Some(Key::Start)),
            (" Start \t date ", Some(Key::Start)),
            ("fecha\u{a0} de  inicio", Some(Key::Start)),
            ("start date ", Some(Key::Start)),
            ("created_at", Some(Key::Created)),
            ("createdAt", Some(Key::Created)),
            ("completedDate", Some(Key::Completed)),
            ("updated_date", Some(Key::Updated)),
            ("Last Updated", Some(Key::Updated)),
            ("Assigned To", Some(Key::Owner)),
            ("Maintained by", Some(Key::Owner)),
            ("Author(s)", Some(Key::Owner)),
            ("DRI", Some(Key::Owner)),
            ("Team", None),
            ("Reviewer", None),
            ("Decision makers", None),
            ("Estado", Some(Key::Status)),
            ("Priorität", Some(Key::Priority)),
            ("Date de début", Some(Key::Start)),
            ("状态", Some(Key::Status)),
            ("负责人", Some(Key::Owner)),
            ("Depends-on", Some(Key::DependsOn)),
            ("Blocked by", Some(Key::DependsOn)),
            ("Enables", Some(Key::Blocks)),
            ("Backlog item", Some(Key::Id)),
            ("Document Status", None),
            ("Sprint", None),
        ] {
            assert_eq!(known(key, &none), meaning, "{key}");
        }
    }

    #[test]
    fn the_status_of_a_kind_is_known_by_what_is_shown() {
        for (key, kind) in [
            ("Proposal Status", Some("proposal")),
            ("__Final Sta*tus*__", Some("final")),
            ("**Final Statu(s)**", Some("final")),
            ("Feature Sta<b>tus</b>", Some("feature")),
            ("Estado de la propuesta", Some("la propuesta")),
            ("Final", None),
            ("Status", None),
        ] {
            assert_eq!(kind_status(key).as_deref(), kind, "{key}");
        }
    }

    #[test]
    fn own_keys_go_first() {
        let own = BTreeMap::from([("squad".to_owned(), Key::Owner), ("status".to_owned(), Key::Progress)]);
        assert_eq!(known("Squad", &own), Some(Key::Owner));
        assert_eq!(known("Status", &own), Some(Key::Progress));
    }
}
