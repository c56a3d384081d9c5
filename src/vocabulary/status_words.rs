//! The words of rule 3 of the reading rules: which phrase means which status, and how specific it is.
//!
//! Words are written as [`super::status`] folds them: lower case, no accents, hyphens and underscores as spaces.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Status;

/// What a phrase means, in the order in which it is asked for: of two in one clause the earlier wins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Sense {
    Superseded,
    /// Says where a document lies; superseded only where nothing else says anything.
    Archived,
    Cancelled,
    PhaseComplete,
    OnHold,
    Blocked,
    NotStarted,
    Partial,
    PlanComplete,
    ProductionReady,
    Review,
    Ready,
    InProgress,
    Done,
    Planned,
    Draft,
    Living,
}

impl Sense {
    pub(super) fn status(self) -> Status {
        match self {
            Self::Superseded | Self::Archived => Status::Superseded,
            Self::Cancelled => Status::Cancelled,
            Self::PhaseComplete | Self::InProgress => Status::InProgress,
            Self::OnHold => Status::OnHold,
            Self::Blocked => Status::Blocked,
            Self::NotStarted | Self::Planned => Status::Planned,
            Self::Partial => Status::Partial,
            Self::PlanComplete | Self::Ready => Status::Ready,
            Self::ProductionReady | Self::Done => Status::Done,
            Self::Review => Status::Review,
            Self::Draft => Status::Draft,
            Self::Living => Status::Living,
        }
    }
}

/// The phrases, English first, then Spanish, French, German. Separated by `|`.
const PHRASES: &[(Sense, &str)] = &[
    (
        Sense::Superseded,
        "superseded|superceded|replaced|obsolete|obsoleted|deprecated|deprecation|moved|retired|removed|historical|\
         outdated|sunset|decommissioned|no longer relevant|reemplazado|reemplazada|sustituido|sustituida|obsoleto|obsoleta|\
         remplace|remplacee|ersetzt|abgelost|veraltet|uberholt",
    ),
    (Sense::Archived, "archived|archive|archivado|archivada|archivee|archiviert"),
    (
        Sense::Cancelled,
        "cancelled|canceled|cancel|rejected|reject|withdrawn|wont do|will not do|wont fix|wontfix|wont implement|\
         will not implement|not doing|not planned|not pursuing|not pursued|not needed|not required|no longer needed|\
         no longer planned|no longer required|abandoned|declined|denied|expired|dropped|scrapped|discarded|killed|\
         discontinued|duplicate|invalid|not accepted|not approved|no go|\
         cancelado|cancelada|rechazado|rechazada|descartado|descartada|abandonado|abandonada|\
         annule|annulee|abandonne|abandonnee|rejete|rejetee|refuse|refusee|\
         abgebrochen|abgelehnt|verworfen|storniert|zuruckgezogen|eingestellt",
    ),
    (
        Sense::OnHold,
        "on hold|onhold|hold|held|paused|pause|deferred|defer|postponed|parked|shelved|suspended|stalled|stagnant|\
         frozen|dormant|inactive|returned for revision|returned for revisions|\
         en pausa|pausado|pausada|en espera|aplazado|aplazada|pospuesto|pospuesta|suspendido|suspendida|\
         en pause|en attente|suspendu|suspendue|reporte|reportee|differe|differee|\
         pausiert|zuruckgestellt|verschoben|angehalten|auf eis|ausgesetzt|ruht",
    ),
    (
        Sense::Blocked,
        "blocked|blocking|waiting on|waiting for|awaiting|waiting|impeded|bloqueado|bloqueada|bloque|bloquee|blockiert|wartet auf|\
         wartet|gesperrt",
    ),
    (
        Sense::NotStarted,
        "not started|not yet started|notstarted|not begun|not yet begun|not yet|unstarted|never started|unimplemented|\
         unresolved|unfinished|unfixed|undone|no progress|not implemented|to be started|to be done|to be implemented|\
         no iniciado|no iniciada|no empezado|no empezada|sin empezar|sin iniciar|no comenzado|por hacer|por iniciar|\
         non commence|non commencee|non demarre|non demarree|pas commence|pas commencee|pas demarre|pas encore|\
         nicht begonnen|nicht gestartet|noch nicht|noch offen",
    ),
    (
        Sense::Partial,
        "partial|partially|partly|mostly|largely|substantially|incomplete|almost done|almost complete|almost finished|\
         nearly done|nearly complete|nearly finished|half done|half finished|not fully|not entirely|\
         not completely|parcial|parcialmente|incompleto|incompleta|casi|partiel|partielle|partiellement|incomplet|\
         presque|teilweise|unvollstandig|fast fertig|grosstenteils|weitgehend",
    ),
    (Sense::PlanComplete, "specced|fully specified|fully designed|design approved|spec approved"),
    (
        Sense::ProductionReady,
        "production ready|prod ready|ready for production|ready for prod|ready for release|ready for deployment|\
         ready to release|ready to deploy|ready to ship|release ready|deployment ready|ready for launch|\
         listo para produccion|pret pour la production|produktionsreif|produktionsbereit",
    ),
    (
        Sense::Review,
        "review|reviewing|in review|inreview|under review|for review|needs review|peer review|code review|\
         in code review|active review|final review|pending review|review pending|awaiting review|ready for review|\
         ready for code review|ready for qa|ready for testing|ready for test|ready for validation|\
         ready for verification|ready for acceptance|ready for uat|ready for approval|ready for merge|ready to merge|\
         ready to review|ready to test|waiting for review|waiting on review|waiting for approval|waiting on approval|\
         awaiting approval|pending approval|awaiting merge|pending merge|awaiting feedback|awaiting qa|pending qa|\
         awaiting validation|pending validation|awaiting verification|pending verification|awaiting sign off|\
         pending sign off|awaiting testing|pending testing|awaiting acceptance|pending acceptance|last call|testing|\
         in testing|in test|under test|verifying|in verification|validating|in validation|in qa|qa|uat|in uat|\
         previewing|feedback requested|review requested|request for review|\
         en revision|revision|por revisar|en pruebas|en validacion|pendiente de aprobacion|pendiente de revision|\
         en revue|en relecture|relecture|en cours de revue|en test|en recette|en attente de validation|\
         en attente de revue|a valider|im review|in prufung|in uberprufung|in abnahme|im test|zur prufung|\
         zur abnahme|zur freigabe",
    ),
    (
        Sense::Ready,
        "ready|approved|accepted|ratified|implementable|ready for implementation|ready for development|ready for dev|\
         ready for planning|ready for execution|ready for sprint|ready to start|ready to implement|ready to proceed|\
         ready to begin|ready to build|greenlit|green lit|agreed|groomed|refined|selected for development|\
         signed off|aprobado|aprobada|aceptado|aceptada|listo|lista|listo para desarrollar|\
         approuve|approuvee|accepte|acceptee|pret|prete|validee|\
         genehmigt|freigegeben|angenommen|akzeptiert|bereit|bereit zur umsetzung|beschlossen",
    ),
    (
        Sense::InProgress,
        "in progress|inprogress|progressing|in progess|active|wip|work in progress|started|implementing|ongoing|\
         on going|underway|under way|in development|in dev|under development|developing|in implementation|\
         under implementation|being implemented|in flight|in work|doing|coding|building|executing|in execution|\
         continuing|begun|under construction|working|working on it|resumed|\
         en curso|en progreso|en desarrollo|en proceso|en marcha|iniciado|iniciada|empezado|activo|activa|\
         en cours|en developpement|commence|commencee|demarre|demarree|actif|active en cours|\
         in arbeit|in bearbeitung|in umsetzung|in entwicklung|laufend|lauft|begonnen|gestartet|aktiv|im gange",
    ),
    (
        Sense::Done,
        "complete|completed|completion|done|finished|implemented|shipped|delivered|released|deployed|merged|resolved|\
         fixed|handled|closed|final|finalized|finalised|passed|pass|passing|adopted|live|launched|verified|validated|\
         published|achieved|concluded|solved|landed|feature complete|code complete|all done|all complete|in production|\
         shipped to production|stable|released to production|review complete|review completed|testing complete|\
         testing completed|qa complete|qa passed|\
         completado|completada|hecho|hecha|terminado|terminada|finalizado|finalizada|implementado|implementada|\
         cerrado|cerrada|resuelto|resuelta|entregado|entregada|desplegado|desplegada|publicado|publicada|listado|\
         termine|terminee|fini|finie|acheve|achevee|fait|faite|realise|realisee|livre|livree|implemente|implementee|\
         deploye|deployee|resolu|resolue|ferme|fermee|cloture|cloturee|complet|complete|publie|publiee|\
         erledigt|fertig|fertiggestellt|abgeschlossen|umgesetzt|implementiert|ausgeliefert|geliefert|veroffentlicht|\
         geschlossen|behoben|gelost|beendet|vollstandig|bestanden",
    ),
    (
        Sense::Planned,
        "planned|planning|plan|in planning|todo|to do|pending|backlog|in backlog|open|opened|reopened|re opened|new|future|\
         triage|in triage|identified|scheduled|scheduled for review|queued|upcoming|coming soon|next|later|someday|\
         icebox|wishlist|requested|reported|logged|unassigned|\
         pendiente|pendientes|planificado|planificada|planeado|planeada|abierto|abierta|nuevo|nueva|futuro|futura|\
         programado|programada|a faire|planifie|planifiee|prevu|prevue|ouvert|ouverte|nouveau|nouvelle|a venir|\
         geplant|offen|ausstehend|neu|zukunftig|zu erledigen|eingeplant|vorgesehen",
    ),
    (
        Sense::Draft,
        "draft|drafting|drafted|in draft|first draft|rough draft|proposed|proposal|provisional|idea|ideation|concept|\
         exploration|exploring|exploratory|brainstorm|brainstorming|discussion|in discussion|under discussion|\
         discussing|rfc|request for comments|pitch|experimental|under consideration|\
         borrador|en borrador|propuesto|propuesta|idea inicial|en discusion|brouillon|propose|proposee|proposition|\
         idee|en discussion|entwurf|im entwurf|vorgeschlagen|vorschlag|idee|in diskussion",
    ),
    (
        Sense::Living,
        "living|living document|living doc|evergreen|authoritative|reference|reference document|canonical|\
         documento vivo|referencia|document vivant|lebendes dokument|referenz",
    ),
];

/// Chinese words: they stand without spaces, so a clause counts by what it begins with. Longest first.
pub(super) const CHINESE: &[(&str, Sense)] = &[
    ("部分完成", Sense::Partial),
    ("未开始", Sense::NotStarted),
    ("尚未开始", Sense::NotStarted),
    ("未完成", Sense::NotStarted),
    ("未实现", Sense::NotStarted),
    ("待审核", Sense::Review),
    ("待评审", Sense::Review),
    ("待审查", Sense::Review),
    ("待测试", Sense::Review),
    ("审核中", Sense::Review),
    ("评审中", Sense::Review),
    ("审查中", Sense::Review),
    ("测试中", Sense::Review),
    ("待开发", Sense::Planned),
    ("待办", Sense::Planned),
    ("待处理", Sense::Planned),
    ("待实现", Sense::Planned),
    ("待定", Sense::Planned),
    ("计划中", Sense::Planned),
    ("已计划", Sense::Planned),
    ("规划中", Sense::Planned),
    ("计划", Sense::Planned),
    ("进行中", Sense::InProgress),
    ("正在进行", Sense::InProgress),
    ("开发中", Sense::InProgress),
    ("实施中", Sense::InProgress),
    ("实现中", Sense::InProgress),
    ("处理中", Sense::InProgress),
    ("已开始", Sense::InProgress),
    ("已完成", Sense::Done),
    ("完成", Sense::Done),
    ("已实现", Sense::Done),
    ("已实施", Sense::Done),
    ("已发布", Sense::Done),
    ("已上线", Sense::Done),
    ("已部署", Sense::Done),
    ("已合并", Sense::Done),
    ("已解决", Sense::Done),
    ("已关闭", Sense::Done),
    ("已修复", Sense::Done),
    ("已取消", Sense::Cancelled),
    ("取消", Sense::Cancelled),
    ("已拒绝", Sense::Cancelled),
    ("已放弃", Sense::Cancelled),
    ("已废弃", Sense::Superseded),
    ("废弃", Sense::Superseded),
    ("已弃用", Sense::Superseded),
    ("已替代", Sense::Superseded),
    ("已取代", Sense::Superseded),
    ("已过时", Sense::Superseded),
    ("已归档", Sense::Archived),
    ("归档", Sense::Archived),
    ("已暂停", Sense::OnHold),
    ("暂停", Sense::OnHold),
    ("搁置", Sense::OnHold),
    ("已搁置", Sense::OnHold),
    ("推迟", Sense::OnHold),
    ("已推迟", Sense::OnHold),
    ("阻塞", Sense::Blocked),
    ("受阻", Sense::Blocked),
    ("已阻塞", Sense::Blocked),
    ("已批准", Sense::Ready),
    ("已接受", Sense::Ready),
    ("已通过", Sense::Ready),
    ("就绪", Sense::Ready),
    ("草稿", Sense::Draft),
    ("草案", Sense::Draft),
    ("提案", Sense::Draft),
    ("提议", Sense::Draft),
    ("讨论中", Sense::Draft),
];

/// The signs that decide where no word does.
pub(super) fn emoji(sign: char) -> Option<Sense> {
    Some(match sign {
        '✅' | '✔' | '☑' | '🟢' | '🎉' | '✓' => Sense::Done,
        '🚧' | '🔄' | '⏳' | '🟡' | '🔨' | '🏗' | '🟠' => Sense::InProgress,
        '📋' | '📅' | '🔲' | '🗓' | '⬜' | '☐' => Sense::Planned,
        '❌' | '🚫' => Sense::Cancelled,
        '⏸' => Sense::OnHold,
        '⛔' | '🔴' => Sense::Blocked,
        _ => return None,
    })
}

/// Nouns for the work itself: a word behind one of them speaks of the work.
pub(super) const WORK: &str = "implementation feature project migration development work task story epic integration refactor \
     refactoring rollout deployment upgrade rewrite initiative programme program ticket issue pr phases \
     stages tasks stories milestones steps everything code change changes enhancement improvement item spec \
     fix bugfix conversion port implementacion proyecto desarrollo migracion tarea projet developpement \
     umsetzung projekt entwicklung aufgabe";

/// Adverbs, marks and small words that may stand before a status word.
pub(super) const LIGHT: &str = "fully now currently already inferred officially successfully finally just recently still also been is \
     are was were has have had the a an this all it we both status state current overall completely entirely \
     being technically effectively formally newly everything tentatively assumed presumed likely probably \
     confirmed auto manually ya completamente totalmente actualmente est sont entierement completement deja \
     actuellement ist wurde bereits komplett aktuell derzeit esta vollstandig estado statut etat";

/// Nouns for planning: when these are complete, the work can begin.
pub(super) const PLAN: &str = "design plan planning spec specification research analysis requirements discovery prd investigation \
     architecture scoping specs blueprint diseno analisis planificacion conception analyse planung konzept \
     spezifikation";

/// What names a numbered piece of the work.
pub(super) const PHASE: &str = "phase phases stage stages step steps milestone milestones sprint sprints wave waves iteration iterations \
     fase fases etape etapes part slice slices workstream";

/// Whether a word is in one of the lists above.
pub(super) fn is_in(list: &str, word: &str) -> bool {
    list.as_bytes().split(|&byte| byte == b' ').any(|other| other == word.as_bytes())
}

/// The phrases of one first word, as words, the longest first.
type Entries = Vec<(Vec<&'static str>, Sense)>;

/// Every phrase by its first word, the longest first.
pub(super) fn phrases() -> &'static BTreeMap<&'static str, Entries> {
    static TABLE: OnceLock<BTreeMap<&'static str, Entries>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: BTreeMap<&'static str, Entries> = BTreeMap::new();
        for &(sense, words) in PHRASES {
            for phrase in words.split('|') {
                let tokens: Vec<&'static str> = phrase.split_whitespace().collect();
                if let Some(&first) = tokens.first() {
                    table.entry(first).or_default().push((tokens, sense));
                }
            }
        }
        for entries in table.values_mut() {
            entries.sort_by_key(|(tokens, _)| std::cmp::Reverse(tokens.len()));
        }
        table
    })
}

/// The words of seven letters and more that a misspelling may stand for: those that are a phrase alone.
pub(super) fn long_words() -> &'static Vec<&'static str> {
    static WORDS: OnceLock<Vec<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let single = |(tokens, _): &(Vec<&'static str>, Sense)| tokens.first().copied().filter(|_| tokens.len() == 1);
        let mut words: Vec<&'static str> = phrases().values().flatten().filter_map(single).collect();
        words.retain(|word| word.chars().count() >= 7);
        words.push("progress");
        words
    })
}
