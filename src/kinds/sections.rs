//! What a section is about, by its heading path: rule 6.5 of the reading rules.

use std::sync::LazyLock;

use super::headings::Phrases;
use crate::model::{Section, SectionClass};
use crate::outline::Outline;

/// Words of each class, in the order in which one heading is asked. In English, Spanish, French, German and Chinese.
const WORDS: &[(SectionClass, &[&str])] = &[
    (
        SectionClass::Acceptance,
        &[
            "acceptance criteria",
            "acceptance criterion",
            "success criteria",
            "success criterion",
            "definition of done",
            "exit criteria",
            "completion criteria",
            "done criteria",
            "criterios de aceptación",
            "criterios de éxito",
            "definición de hecho",
            "definición de terminado",
            "critères d'acceptation",
            "critères d’acceptation",
            "critères de succès",
            "critères de réussite",
            "akzeptanzkriterien",
            "abnahmekriterien",
            "erfolgskriterien",
            "definition of ready",
            "验收标准",
            "验收条件",
            "成功标准",
            "完成标准",
            "完成定义",
        ],
    ),
    (
        SectionClass::Gates,
        &[
            "quality gate",
            "quality gates",
            "review checklist",
            "quality checklist",
            "code review checklist",
            "pr checklist",
            "gate criteria",
            "puertas de calidad",
            "portes de qualité",
            "portes qualité",
            "qualitätstore",
            "qualitätssicherung",
            "质量门",
            "质量门禁",
            "评审清单",
        ],
    ),
    (
        SectionClass::FollowUp,
        &[
            "follow-up",
            "follow-ups",
            "follow up",
            "follow ups",
            "followup",
            "followups",
            "future",
            "next steps",
            "next step",
            "post-implementation",
            "post implementation",
            "siguientes pasos",
            "próximos pasos",
            "trabajo futuro",
            "mejoras futuras",
            "seguimiento",
            "prochaines étapes",
            "travaux futurs",
            "améliorations futures",
            "étapes suivantes",
            "suivi",
            "nächste schritte",
            "ausblick",
            "folgearbeiten",
            "nacharbeiten",
            "künftige",
            "zukünftige",
            "后续",
            "下一步",
            "未来",
        ],
    ),
    (
        SectionClass::Deployment,
        &[
            "deployment",
            "deployments",
            "deploy",
            "deploying",
            "release checklist",
            "release plan",
            "rollout",
            "roll-out",
            "go-live",
            "go live",
            "launch checklist",
            "despliegue",
            "puesta en producción",
            "déploiement",
            "mise en production",
            "bereitstellung",
            "inbetriebnahme",
            "部署",
            "上线",
            "发布清单",
        ],
    ),
    (
        SectionClass::Tests,
        &[
            "test",
            "tests",
            "testing",
            "test plan",
            "tested",
            "qa",
            "verification",
            "validation",
            "pruebas",
            "verificación",
            "validación",
            "vérification",
            "prüfung",
            "prüfungen",
            "testplan",
            "testen",
            "测试",
            "验证",
        ],
    ),
    (SectionClass::Docs, &["documentation", "docs", "documentación", "dokumentation", "doku", "文档"]),
];

/// Words under which other classes keep their own name: what is deployed after the work is deployment still.
const OPEN: &[&str] = &["post-implementation", "post implementation"];

/// The class of one heading by its own words.
fn by_words(folded: &str) -> Option<SectionClass> {
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(WORDS.iter().map(|(_, words)| *words)));
    let found = PHRASES.first(folded).and_then(|at| WORDS.get(at)).map(|&(class, _)| class);
    // `Acceptance` alone is the criteria; `Acceptance tests` are tests.
    found.or_else(|| matches!(folded, "acceptance" | "done when").then_some(SectionClass::Acceptance))
}

/// The sections of a document. `headings` are the words of their headings, as they are compared; `phases` says for each
/// section which phase it stands under.
pub(super) fn read(outline: &Outline, headings: &[String], phases: &[Option<usize>]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::with_capacity(outline.sections.len());
    // Whether the class of a section may be changed by the headings below it.
    let mut open: Vec<bool> = Vec::with_capacity(outline.sections.len());
    for (at, section) in outline.sections.iter().enumerate() {
        let words = headings.get(at).map_or("", String::as_str);
        // The title says what the whole document is about, not what its tasks are.
        let own = if section.level <= 1 { None } else { by_words(words) };
        let above = section.parent.and_then(|parent| Some((sections.get(parent)?.class, *open.get(parent)?)));
        let (class, is_open) = match (phases.get(at).copied().flatten(), above) {
            (Some(_), Some((SectionClass::FollowUp, false))) => (SectionClass::FollowUp, false),
            (Some(_), _) => (SectionClass::Phase, false),
            (None, Some((class, false))) => (class, false),
            (None, Some((class, true))) => (own.unwrap_or(class), own.is_none() || is_open_heading(words)),
            (None, None) => (own.unwrap_or(SectionClass::Other), own.is_none() || is_open_heading(words)),
        };
        open.push(is_open);
        sections.push(Section {
            level: section.level,
            text: section.text.as_str().into(),
            anchor: section.anchor.as_str().into(),
            heading: section.heading,
            span: section.span,
            parent: section.parent,
            class,
            aside: super::owed::is_aside(&section.text),
        });
    }
    sections
}

fn is_open_heading(words: &str) -> bool {
    OPEN.iter().any(|phrase| crate::base::text::has(words, phrase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::headings;
    use crate::outline;

    fn classes(text: &str) -> Vec<&'static str> {
        let outline = outline::parse(text);
        let headings: Vec<String> = outline.sections.iter().map(|section| headings::folded(&section.text)).collect();
        let none = vec![None; outline.sections.len()];
        read(&outline, &headings, &none).iter().skip(1).map(|section| section.class.name()).collect()
    }

    #[test]
    fn a_heading_says_what_its_tasks_are() {
        for (heading, class) in [
            ("Acceptance Criteria", "acceptance"),
            ("✅ Success Criteria", "acceptance"),
            ("4.2 Definition of Done", "acceptance"),
            ("Akzeptanzkriterien", "acceptance"),
            ("Criterios de aceptación", "acceptance"),
            ("🧪 Testing Strategy", "tests"),
            ("Unit Tests", "tests"),
            ("Acceptance tests", "tests"),
            ("测试计划", "tests"),
            ("📚 Documentation", "docs"),
            ("🚦 Quality Gates", "gates"),
            ("Code review checklist", "gates"),
            ("Deployment Checklist", "deployment"),
            ("Follow-up Items", "follow-up"),
            ("Future Enhancements", "follow-up"),
            ("Nächste Schritte", "follow-up"),
            ("🔄 Post-Implementation", "follow-up"),
            ("Contest rules", "other"),
            ("Design", "other"),
        ] {
            assert_eq!(classes(&format!("## {heading}\n")), [class], "{heading}");
        }
    }

    #[test]
    fn the_uppermost_heading_with_a_class_decides() {
        assert_eq!(
            classes("# X tests\n## Quality Gates\n### Testing\n### Documentation\n## Design\n"),
            ["other", "gates", "gates", "gates", "other"]
        );
    }

    #[test]
    fn under_post_implementation_a_heading_keeps_its_own_class() {
        assert_eq!(
            classes("## Post-Implementation\n### Deployment Notes\n### Follow-up Items\n### Numbers\n"),
            ["follow-up", "deployment", "follow-up", "follow-up"]
        );
    }
}
