import Sessions
import Simulation

/// Why a command printed what it printed, in one sentence, from what the world recorded.
public enum Cause {
  /// How many waits or events are told.
  static let maximumFacts = 2
  /// How many bytes of a text are searched for names.
  static let maximumText = 64 << 10
  /// How far back the chain of causes is told.
  static let maximumChain = 4

  /// The sentence for a step: what waits, and if nothing does, what happened last and why.
  ///
  /// What the differing lines talk about comes first: of thirty pods that wait, the one in the
  /// difference; of two objects that a command made, the one whose line differs. Next comes what
  /// the other texts name.
  /// - Parameters:
  ///   - earlier: all that happened in the session, to follow a chain beyond the step.
  ///   - lines: the lines of the output that differ, or the whole of what failed.
  ///   - texts: all else that may name the subject: the command, what was expected and what came.
  ///   - explain: what `sim why` says about a subject, if anything.
  /// - Returns: nil when nothing waits and nothing happened but the command itself.
  public static func sentence(
    of step: StepRecording, earlier: [TraceEntry], differing lines: [String] = [],
    about texts: [String], explain: (String) -> String? = { _ in nil }
  ) -> String? {
    let ranking = Ranking(lines: lines, texts: texts)
    let waits = ranking.first(of: step.waits) { $0.subject }
    if !waits.isEmpty {
      let more =
        step.waits.count > maximumFacts ? "; \(step.waits.count) things wait in all" : ""
      return waits.map { explain($0.subject) ?? told($0) }.joined(separator: "; ") + more
    }
    let events = ranking.first(of: step.events.filter { $0.actor != "command" }.reversed()) {
      $0.subject
    }
    guard let newest = events.first else { return nil }
    // What a pod lacks says more than that it was given a node.
    for event in events where event.subject.hasPrefix("pod/") {
      if let lack = explain(event.subject).flatMap(lack) { return lack }
    }
    return chain(from: newest, in: earlier).map(told).joined(separator: ", because ")
  }

  /// Which of several subjects the texts are about.
  private struct Ranking {
    let lines: Set<String>
    /// What stands before a dot: kubectl writes `deployment.apps/web` and `service/web`.
    let kinds: Set<Substring>
    let others: Set<String>

    init(lines: [String], texts: [String]) {
      self.lines = Set(lines.flatMap(Cause.words))
      kinds = Set(self.lines.compactMap { $0.split(separator: ".").first })
      others = Set(texts.flatMap(Cause.words))
    }

    /// The first facts, those before the others whose subject is named by more; facts that nothing
    /// names are left out where others are named.
    func first<Fact>(of facts: [Fact], subject: (Fact) -> String) -> [Fact] {
      var ranks: [[Fact]] = [[], [], [], []]
      for fact in facts { ranks[rank(of: subject(fact))].append(fact) }
      let named = ranks[3] + ranks[2] + ranks[1]
      let kept = facts.count > maximumFacts && !named.isEmpty ? named : named + ranks[0]
      return Array(kept.prefix(maximumFacts))
    }

    /// 3 for a subject whose kind and name are in the lines that differ, 2 for its name there, 1 for
    /// its name in another text.
    private func rank(of subject: String) -> Int {
      let parts = subject.split(separator: "/")
      guard let kind = parts.first, let last = parts.last else { return 0 }
      let name = String(last)
      guard lines.contains(name) else { return others.contains(name) ? 1 : 0 }
      return kinds.contains(kind) ? 3 : 2
    }
  }

  /// The words of a text that could be names: letters, digits, hyphens and dots.
  private static func words(_ text: String) -> [String] {
    text.utf8.prefix(maximumText).split { byte in
      switch byte {
      case 0x2d, 0x2e, 0x5f, 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x80...: false
      default: true
      }
    }.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func told(_ wait: TraceWait) -> String {
    "\(shortName(wait.subject)) waits: \(wait.reason) "
      + "(\(wait.actor), since \(wait.since.calendar.clock))"
  }

  private static func told(_ entry: TraceEntry) -> String {
    if entry.actor == "command" { return "of \(entry.text)" }
    return "\(shortName(entry.subject)) \(entry.text) "
      + "(\(entry.actor), at \(entry.time.calendar.clock))"
  }

  /// What an explanation names as the reason for a state, if it does: behind a colon. What happened
  /// last to the thing stands behind it.
  private static func lack(_ explanation: String) -> String? {
    let parts = explanation.split(separator: "; last: ", maxSplits: 1)
    guard let state = parts.first, state.contains(": ") else { return nil }
    return String(state)
  }

  /// An entry and what led to it. Entries are in the order of their numbers.
  private static func chain(from entry: TraceEntry, in entries: [TraceEntry]) -> [TraceEntry] {
    var chain = [entry]
    while chain.count < maximumChain, let cause = chain[chain.count - 1].cause {
      var low = 0
      var high = entries.count
      while low < high {
        let middle = (low + high) / 2
        if entries[middle].number < cause { low = middle + 1 } else { high = middle }
      }
      guard low < entries.count, entries[low].number == cause else { break }
      chain.append(entries[low])
    }
    return chain
  }

  /// `web-2` for `pod/default/web-2`, `service web` for another kind; a namespace is told too.
  static func shortName(_ subject: String) -> String {
    let parts = subject.split(separator: "/")
    guard let kind = parts.first, let last = parts.last, parts.count > 1 else { return subject }
    let name = parts.count == 3 && parts[1] != "default" ? "\(parts[1])/\(last)" : String(last)
    return kind == "pod" ? name : "\(kind) \(name)"
  }
}
