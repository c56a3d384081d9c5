//! The few words a body adds, in the five languages of the interface.

/// Words of one language.
#[derive(Debug)]
pub(super) struct Words {
    pub tag: &'static str,
    /// Titles of the five kinds of alert: note, tip, important, warning, caution.
    pub alerts: [&'static str; 5],
    /// States of a box: open, in progress, done, cancelled.
    pub states: [&'static str; 4],
    /// The button over code.
    pub copy: &'static str,
    /// Code without a language.
    pub code: &'static str,
    /// A table.
    pub table: &'static str,
    /// The heading of the footnotes.
    pub footnotes: &'static str,
    /// One footnote.
    pub footnote: &'static str,
    /// The way back from a footnote.
    pub back: &'static str,
    /// The link beside a heading; its text follows.
    pub section: &'static str,
    /// Boxes ticked and boxes; `{done}` and `{total}` are replaced.
    pub tally: &'static str,
    /// The fold around the header fields.
    pub as_written: &'static str,
    /// A `<details>` without a summary.
    pub details: &'static str,
    /// A link whose target is not there; the target follows.
    pub not_found: &'static str,
    /// A link to a file outside the content folder; the target follows.
    pub outside: &'static str,
    /// A link whose scheme is refused; the target follows.
    pub refused: &'static str,
    /// The end of a page that was cut.
    pub cut: &'static str,
}

const WORDS: [Words; 5] = [
    Words {
        tag: "en",
        alerts: ["Note", "Tip", "Important", "Warning", "Caution"],
        states: ["open", "in progress", "done", "cancelled"],
        copy: "Copy",
        code: "Code",
        table: "Table",
        footnotes: "Footnotes",
        footnote: "Footnote",
        back: "Back to reference",
        section: "Link to this section:",
        tally: "{done} of {total} tasks done",
        as_written: "Header fields as written",
        details: "Details",
        not_found: "Not found:",
        outside: "Outside the content folder:",
        refused: "Not linked:",
        cut: "The page ends here: its HTML would be too large. The whole text stands in the source file.",
    },
    Words {
        tag: "es",
        alerts: ["Nota", "Consejo", "Importante", "Advertencia", "Precaución"],
        states: ["pendiente", "en curso", "hecho", "cancelado"],
        copy: "Copiar",
        code: "Código",
        table: "Tabla",
        footnotes: "Notas al pie",
        footnote: "Nota al pie",
        back: "Volver a la referencia",
        section: "Enlace a esta sección:",
        tally: "{done} de {total} tareas hechas",
        as_written: "Campos de la cabecera, tal como se escribieron",
        details: "Detalles",
        not_found: "No encontrado:",
        outside: "Fuera de la carpeta de contenido:",
        refused: "Sin enlace:",
        cut: "La página termina aquí: su HTML sería demasiado grande. El texto completo está en el archivo fuente.",
    },
    Words {
        tag: "fr",
        alerts: ["Remarque", "Conseil", "Important", "Avertissement", "Attention"],
        states: ["à faire", "en cours", "fait", "annulé"],
        copy: "Copier",
        code: "Code",
        table: "Tableau",
        footnotes: "Notes",
        footnote: "Note",
        back: "Retour à la référence",
        section: "Lien vers cette section :",
        tally: "{done} tâches faites sur {total}",
        as_written: "Champs d’en-tête, tels qu’écrits",
        details: "Détails",
        not_found: "Introuvable :",
        outside: "Hors du dossier de contenu :",
        refused: "Sans lien :",
        cut: "La page s’arrête ici : son HTML serait trop grand. Le texte entier se trouve dans le fichier source.",
    },
    Words {
        tag: "de",
        alerts: ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"],
        states: ["offen", "in Arbeit", "erledigt", "abgebrochen"],
        copy: "Kopieren",
        code: "Code",
        table: "Tabelle",
        footnotes: "Fußnoten",
        footnote: "Fußnote",
        back: "Zurück zur Textstelle",
        section: "Link zu diesem Abschnitt:",
        tally: "{done} von {total} Aufgaben erledigt",
        as_written: "Kopffelder im Wortlaut",
        details: "Details",
        not_found: "Nicht gefunden:",
        outside: "Außerhalb des Inhaltsordners:",
        refused: "Nicht verlinkt:",
        cut: "Die Seite endet hier: ihr HTML würde zu groß. Der ganze Text steht in der Quelldatei.",
    },
    Words {
        tag: "zh",
        alerts: ["注意", "提示", "重要", "警告", "小心"],
        states: ["未完成", "进行中", "已完成", "已取消"],
        copy: "复制",
        code: "代码",
        table: "表格",
        footnotes: "脚注",
        footnote: "脚注",
        back: "返回正文",
        section: "本节链接：",
        tally: "已完成 {done}/{total} 项任务",
        as_written: "文首字段原文",
        details: "详情",
        not_found: "未找到：",
        outside: "在内容文件夹之外：",
        refused: "未链接：",
        cut: "页面到此为止：其 HTML 过大。全文见源文件。",
    },
];

impl Words {
    /// The words of a language tag such as `de` or `zh-CN`; English where it is not one of the five.
    pub(super) fn of(tag: Option<&str>) -> &'static Self {
        let main = tag.unwrap_or("").split(['-', '_']).next().unwrap_or("");
        WORDS.iter().find(|words| words.tag.eq_ignore_ascii_case(main)).unwrap_or(&WORDS[0])
    }
}
