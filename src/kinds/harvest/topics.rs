//! What a section of a feature log or guide holds, by its heading and those above it.

use std::sync::LazyLock;

use crate::kinds::headings::Phrases;
use crate::outline::Outline;

/// What a section holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Topic {
    Description,
    Stories,
    Criteria,
    Decisions,
    Approach,
    Components,
    Challenges,
    Metrics,
    Deployment,
    FollowUps,
    Enhancements,
    Log,
    Related,
    Preflight,
    Dependencies,
    Rollback,
    NextSteps,
    Documentation,
    Breaking,
    /// A known part of the templates that nothing is harvested from: what is below it belongs to it.
    Closed,
}

/// The words of each topic, in English, Spanish, French, German and Chinese. The first that matches wins.
const WORDS: &[(Topic, &[&str])] = &[
    (
        Topic::Stories,
        &[
            "user stories",
            "user story",
            "historias de usuario",
            "historia de usuario",
            "récits utilisateur",
            "user-stories",
            "anwendergeschichten",
            "nutzergeschichten",
            "用户故事",
        ],
    ),
    (
        Topic::Criteria,
        &[
            "acceptance criteria",
            "success criteria",
            "definition of done",
            "criterios de aceptación",
            "criterios de éxito",
            "critères d'acceptation",
            "critères d’acceptation",
            "critères de succès",
            "akzeptanzkriterien",
            "abnahmekriterien",
            "erfolgskriterien",
            "验收标准",
            "成功标准",
        ],
    ),
    (
        Topic::Breaking,
        &[
            "breaking changes",
            "breaking change",
            "cambios incompatibles",
            "changements cassants",
            "brechende änderungen",
            "破坏性变更",
        ],
    ),
    (
        Topic::Decisions,
        &[
            "architecture decisions",
            "architectural decisions",
            "design decisions",
            "key decisions",
            "technical decisions",
            "decisions made",
            "decisiones de arquitectura",
            "decisiones",
            "décisions d'architecture",
            "décisions",
            "architekturentscheidungen",
            "entscheidungen",
            "架构决策",
            "关键决策",
            "设计决策",
        ],
    ),
    (
        Topic::Approach,
        &[
            "technical approach",
            "technical design",
            "enfoque técnico",
            "approche technique",
            "technischer ansatz",
            "技术方案",
            "技术方法",
        ],
    ),
    (
        Topic::Components,
        &[
            "key components",
            "core components",
            "main components",
            "componentes",
            "composants",
            "komponenten",
            "关键组件",
            "核心组件",
        ],
    ),
    (Topic::Challenges, &["challenges", "desafíos", "retos", "défis", "herausforderungen", "挑战"]),
    (
        Topic::Metrics,
        &[
            "metrics",
            "development metrics",
            "quality metrics",
            "métricas",
            "métriques",
            "metriken",
            "kennzahlen",
            "指标",
        ],
    ),
    (
        Topic::Rollback,
        &[
            "rollback",
            "roll back",
            "rollback procedures",
            "rollback plan",
            "rückweg",
            "reversión",
            "retour arrière",
            "回滚",
        ],
    ),
    (
        Topic::FollowUps,
        &[
            "follow-up",
            "follow-ups",
            "follow up",
            "follow ups",
            "followups",
            "seguimiento",
            "suivi",
            "folgearbeiten",
            "nacharbeiten",
            "后续事项",
            "后续",
        ],
    ),
    (
        Topic::Enhancements,
        &[
            "future enhancements",
            "future enhancement",
            "future improvements",
            "future work",
            "future considerations",
            "future ideas",
            "future features",
            "mejoras futuras",
            "trabajo futuro",
            "améliorations futures",
            "travaux futurs",
            "zukünftige erweiterungen",
            "ausblick",
            "未来改进",
            "未来工作",
        ],
    ),
    (
        Topic::NextSteps,
        &[
            "next steps",
            "next step",
            "próximos pasos",
            "siguientes pasos",
            "prochaines étapes",
            "nächste schritte",
            "下一步",
        ],
    ),
    (
        Topic::Deployment,
        &[
            "deployment notes",
            "deployment plan",
            "deployment strategy",
            "notas de despliegue",
            "notes de déploiement",
            "bereitstellung",
            "部署说明",
            "release notes",
        ],
    ),
    (
        Topic::Log,
        &[
            "progress log",
            "daily progress log",
            "daily log",
            "work log",
            "worklog",
            "implementation log",
            "development log",
            "session log",
            "activity log",
            "status log",
            "decision log",
            "progress notes",
            "progress updates",
            "status updates",
            "diario",
            "bitácora",
            "journal",
            "tagebuch",
            "fortschritt",
            "verlauf",
            "日志",
            "进度日志",
            "进展",
        ],
    ),
    (
        Topic::Related,
        &["related items", "related work", "relacionado", "relacionados", "éléments liés", "verwandtes", "相关项"],
    ),
    (
        Topic::Documentation,
        &[
            "related documentation",
            "related documents",
            "related docs",
            "documentación relacionada",
            "documentation associée",
            "verwandte dokumente",
            "相关文档",
        ],
    ),
    (
        Topic::Preflight,
        &["pre-flight", "preflight", "pre-flight verification", "pre-flight checks", "pre-flight checklist"],
    ),
    (
        Topic::Dependencies,
        &[
            "dependency installation",
            "install dependencies",
            "installing dependencies",
            "dependencies",
            "requirements.txt",
            "installation",
        ],
    ),
    (
        Topic::Closed,
        &["quality gates", "testing", "tests", "test coverage", "risks", "open questions", "deployment checklist"],
    ),
];

/// Whole headings of a topic whose words say too little inside longer ones.
const WHOLE: &[(Topic, &[&str])] = &[
    (
        Topic::Description,
        &["description", "feature description", "descripción", "beschreibung", "描述", "概述", "简介"],
    ),
    (Topic::Decisions, &["decisions"]),
    (Topic::Components, &["components"]),
    (Topic::Deployment, &["deployment", "despliegue", "déploiement", "部署"]),
    (Topic::Log, &["log", "history", "updates", "progress", "changelog", "session notes", "notes log"]),
    (Topic::Related, &["related", "related features", "related issues"]),
    (Topic::Stories, &["story"]),
];

/// Headings whose first paragraph describes the document, the best first.
pub(super) const DESCRIBING: &[&[&str]] = &[
    &["description", "feature description", "descripción", "beschreibung", "描述"],
    &["executive summary", "resumen ejecutivo", "résumé exécutif", "zusammenfassung", "résumé", "resumen", "摘要"],
    &[
        "feature overview",
        "overview",
        "summary",
        "abstract",
        "tl;dr",
        "visión general",
        "vue d'ensemble",
        "überblick",
        "概述",
        "简介",
        "introduction",
        "purpose",
        "goal",
        "epic goal",
        "objective",
        "context",
        "background",
        "problem",
        "problem statement",
        "motivation",
        "why",
        "what",
    ],
];

/// The topic of every section, by the words of its heading as they are compared: its own, else that of the section above
/// it. Sections under a phase have none.
pub(super) fn read(outline: &Outline, headings: &[String], phases: &[Option<usize>]) -> Vec<Option<Topic>> {
    let mut topics: Vec<Option<Topic>> = Vec::with_capacity(outline.sections.len());
    for (at, section) in outline.sections.iter().enumerate() {
        let above = section.parent.and_then(|parent| topics.get(parent).copied().flatten());
        let phase = phases.get(at).copied().flatten().is_some();
        // What a document's title says is no section of it.
        let own = headings.get(at).filter(|_| section.level > 1).and_then(|words| own(words));
        let inherited = above.filter(|topic| *topic != Topic::Description && section.level > 1);
        // A challenge may be about deployment, an entry of the log about tests: what is below them belongs to them.
        let kept = matches!(inherited, Some(Topic::Challenges | Topic::Log | Topic::Rollback | Topic::Preflight));
        topics.push(if phase {
            None
        } else if kept {
            inherited
        } else {
            own.or(inherited)
        });
    }
    topics
}

/// What the words of a heading themselves say.
pub(super) fn own(words: &str) -> Option<Topic> {
    let words = words.split(['(', '[']).next().unwrap_or("").trim();
    if words.len() > 80 {
        return None;
    }
    let whole = WHOLE.iter().find(|(_, list)| list.contains(&words)).map(|&(topic, _)| topic);
    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(WORDS.iter().map(|(_, list)| *list)));
    whole.or_else(|| WORDS.get(PHRASES.first(words)?).map(|&(topic, _)| topic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::headings;

    fn topics(text: &str) -> Vec<Option<Topic>> {
        let outline = crate::outline::parse(text);
        let headings: Vec<String> = outline.sections.iter().map(|section| headings::folded(&section.text)).collect();
        read(&outline, &headings, &vec![None; outline.sections.len()]).split_off(1)
    }

    #[test]
    fn headings_say_what_a_section_holds() {
        for (heading, topic) in [
            ("📋 User Stories", Some(Topic::Stories)),
            ("Architecture Decisions", Some(Topic::Decisions)),
            ("🔍 Challenges & Solutions", Some(Topic::Challenges)),
            ("Challenges so far", Some(Topic::Challenges)),
            ("📊 Metrics & Results", Some(Topic::Metrics)),
            ("📝 Daily Progress Log", Some(Topic::Log)),
            ("Log", Some(Topic::Log)),
            ("Pre-Flight Verification", Some(Topic::Preflight)),
            ("Rollback Procedures", Some(Topic::Rollback)),
            ("Nächste Schritte", Some(Topic::NextSteps)),
            ("Login form", None),
            ("Design", None),
        ] {
            assert_eq!(topics(&format!("## {heading}\n")), [topic], "{heading}");
        }
    }

    #[test]
    fn sections_below_belong_to_the_topic_above() {
        use Topic::{Challenges, Criteria, Metrics};
        let found = topics(
            "## Metrics & Results\n### Speed\n### Success Criteria\n## Challenges\n### Challenge 1: Deployment\n## Design\n",
        );
        assert_eq!(found, [Some(Metrics), Some(Metrics), Some(Criteria), Some(Challenges), Some(Challenges), None]);
    }
}
