import Markdown
import OrderedCollections
import Scenes
import Sessions
import Simulation
import Values

/// One run of one chapter: its sessions, and where each of them is.
///
/// It is made, used and dropped inside one call, on one thread.
final class ChapterPlay {
  private let chapter: Chapter
  private let plugins: [SimulationPlugin]
  private let limits: Limits
  private let isFilming: Bool
  private let progress: (@Sendable (RunProgress) -> Void)?
  private let ran: (@Sendable (String, BlockRun) -> Void)?
  private let asksIfCancelled: (() -> Bool)?
  private let earlier: EarlierRun
  private var worlds: OrderedDictionary<String, PlayedSession> = [:]
  private var marks: [String: SessionMark] = [:]
  private var diagnostics: [Diagnostic] = []
  /// What was done in the sessions that have ended.
  private(set) var replays: [SessionReplay] = []
  /// What each command took, in the order of the chapter.
  private(set) var costs: [StepCost] = []
  private let total: Int
  private var done = 0

  /// A chain of forks costs the square of its length.
  static let mostForks = 100

  /// The sessions that are not played, as far as their blocks have come.
  private var unplayed: [String: SessionMark] = [:]

  init(
    _ chapter: Chapter, plugins: [SimulationPlugin], limits: Limits, isFilming: Bool = false,
    progress: (@Sendable (RunProgress) -> Void)? = nil,
    ran: (@Sendable (String, BlockRun) -> Void)? = nil, isCancelled: (() -> Bool)? = nil,
    earlier: EarlierRun = EarlierRun()
  ) {
    self.chapter = chapter
    self.plugins = plugins
    self.limits = limits
    self.isFilming = isFilming
    self.progress = progress
    self.ran = ran
    asksIfCancelled = isCancelled
    self.earlier = earlier
    total = chapter.blocks.enumerated().reduce(0) { count, entry in
      let (index, block) = entry
      guard let session = block.session, earlier.run(ofUnplayed: index, in: session) == nil else {
        return count
      }
      return switch block {
      case .scenario(let scenario): count + (scenario.norun == nil ? scenario.steps.count : 0)
      case .check(let check): count + check.assertions.count
      case .file, .plugin, .listing: count
      }
    }
  }

  /// Whether nobody wants the run any more: what was run is of no use then.
  var isCancelled: Bool { asksIfCancelled?() == true }

  /// Runs the whole chapter, or what of it is run until it is cancelled.
  func run() -> (blocks: [BlockRun], diagnostics: [Diagnostic], wasRun: Bool) {
    var names: [String] = []
    defer { endAll(names) }
    var runs: [BlockRun] = []
    func add(_ run: BlockRun) {
      guard !isCancelled else { return }
      runs.append(run)
      ran?(chapter.file, run)
    }
    for (index, block) in chapter.blocks.enumerated() where !isCancelled {
      switch block {
      case .scenario(let scenario):
        guard scenario.norun == nil else { continue }
        if !names.contains(scenario.session) { names.append(scenario.session) }
        if let known = earlier.run(ofUnplayed: index, in: scenario.session) {
          add(known)
          pass(known, before: index, from: scenario.from)
          continue
        }
        guard let world = world(for: scenario, before: index) else {
          return ([], diagnostics, false)
        }
        add(run(scenario, index, in: world))
        if let id = scenario.id { marks[id] = mark(world) }
      case .check(let check):
        if !names.contains(check.session) { names.append(check.session) }
        if let known = earlier.run(ofUnplayed: index, in: check.session) {
          add(known)
          pass(known, before: index, from: nil)
          continue
        }
        guard let world = open(check.session, before: index) else {
          return ([], diagnostics, false)
        }
        add(run(check, index, in: world))
        if let id = check.id { marks[id] = mark(world) }
      case .file, .plugin, .listing: continue
      }
    }
    return (runs, diagnostics, true)
  }

  // MARK: Blocks

  private func run(_ scenario: Scenario, _ index: Int, in world: PlayedSession) -> BlockRun {
    if let known = earlier.blocks[index] {
      for step in scenario.steps where !isCancelled {
        _ = measured(step.command, at: step.position, in: world) { world.session.run(step.command) }
      }
      world.differs = world.differs || known.steps.contains { !$0.passed }
      return known
    }
    film(world)
    let differed = world.differs
    var steps: [StepRun] = []
    for step in scenario.steps where !isCancelled {
      let recording = measured(step.command, at: step.position, in: world) {
        world.session.run(step.command)
      }
      let passed = StepRun.passed(recording, as: step)
      if !passed { world.differs = true }
      // What differs from nothing needs no explanation, unless something is missing.
      let isNew =
        step.recorded.text.isEmpty && step.recorded.status == recording.exitStatus
        && Complaint(missingIn: recording.output) == nil
      let cause =
        passed || isNew && recording.failure == nil
        ? nil
        : world.cause(
          of: recording, differing: StepRun.differingLines(recording, from: step),
          about: [step.command, step.recorded.text])
      note(
        recording, cause, at: step.position, of: step.command, in: world, isReused: step.isReused)
      steps.append(
        StepRun(step: step, recording: recording, scene: world.session.scene(), cause: cause))
    }
    return BlockRun(
      index: index, id: scenario.id, session: scenario.session, steps: steps, claims: [],
      scene: steps.last?.scene ?? world.session.scene(),
      isBehindDifference: differed && scenario.origin == nil)
  }

  private func run(_ check: ClaimCheck, _ index: Int, in world: PlayedSession) -> BlockRun {
    if let known = earlier.blocks[index] {
      for assertion in check.assertions where !isCancelled {
        _ = measured(assertion.command, at: assertion.commandPosition, in: world) {
          world.session.check(assertion.command)
        }
      }
      return known
    }
    film(world)
    var claims: [ClaimRun] = []
    for assertion in check.assertions where !isCancelled {
      let recording = measured(assertion.command, at: assertion.commandPosition, in: world) {
        world.session.check(assertion.command)
      }
      let isSilent = assertion.isReused || ClaimRun.passed(recording)
      let cause =
        isSilent
        ? nil : world.cause(of: recording, differing: [assertion.sentence, assertion.command])
      note(
        recording, cause, at: assertion.commandPosition, of: assertion.command, in: world,
        isReused: assertion.isReused)
      claims.append(
        ClaimRun(
          assertion: assertion, claims: check.claims.map(\.id), recording: recording, cause: cause,
          last: isSilent ? nil : world.last(of: recording)))
    }
    return BlockRun(
      index: index, id: check.id, session: check.session, steps: [], claims: claims,
      scene: world.session.scene(), isBehindDifference: world.differs && check.origin == nil)
  }

  /// Does a command and notes what it took.
  private func measured(
    _ command: String, at position: SourcePosition, in world: PlayedSession,
    _ body: () -> StepRecording
  ) -> StepRecording {
    let events = world.session.world.eventCount
    let clock = ContinuousClock()
    let start = clock.now
    let recording = body()
    costs.append(
      StepCost(
        file: chapter.file, line: position.line, deed: .command(command),
        events: world.session.world.eventCount - events,
        virtual: recording.end - recording.start, real: clock.now - start))
    done += 1
    if !isCancelled {
      progress?(
        RunProgress(file: chapter.file, line: position.line, done: done, total: total))
    }
    return recording
  }

  /// Makes a session and notes what that took.
  private func measured(
    _ deed: StepCost.Deed, before index: Int, _ body: () -> Session
  ) -> Session {
    let clock = ContinuousClock()
    let start = clock.now
    let session = body()
    costs.append(
      StepCost(
        file: chapter.file, line: chapter.blocks[index].range.start.line, deed: deed,
        events: session.world.eventCount,
        virtual: session.world.now - (VirtualTime.zero - Session.prelude),
        real: clock.now - start))
    return session
  }

  /// Reports a command that could not be run to its end; those behind it are not reported again,
  /// nor is one that a translation reuses, which does not end in the original either.
  private func note(
    _ recording: StepRecording, _ cause: String?, at position: SourcePosition,
    of command: String, in world: PlayedSession, isReused: Bool
  ) {
    guard let failure = recording.failure else { return }
    world.hasEnded = true
    guard failure != .sessionEnded, !isReused else { return }
    diagnostics.append(
      Diagnostic(
        file: chapter.file, range: chapter.source.range(ofCommand: command, at: position),
        failure.text(limits: limits),
        explanation: cause,
        suggestion: "the rest of the session '\(world.name)' is not run until this ends"))
  }

  // MARK: Sessions

  private func mark(_ world: PlayedSession) -> SessionMark {
    SessionMark(
      actions: world.session.history, filesSeen: world.filesSeen, differs: world.differs,
      ended: world.hasEnded ? world.session : nil, depth: world.depth)
  }

  /// Goes past a block of a session that is not played, so that others can fork it.
  private func pass(_ known: BlockRun, before index: Int, from origin: String?) {
    var mark = unplayed[known.session] ?? SessionMark()
    if let origin, let start = marks[origin] { mark = start.forked }
    let files = files(of: known.session, from: mark.filesSeen, before: index)
    mark.filesSeen = max(mark.filesSeen, index)
    let count = mark.actions.count + files.count + known.steps.count + known.claims.count
    mark.actions = Array((earlier.sessions[known.session]?.actions ?? []).prefix(count))
    mark.differs = mark.differs || known.steps.contains { !$0.passed }
    unplayed[known.session] = mark
    if let id = known.id { marks[id] = mark }
  }

  /// The session of a scenario block, forked first if the block says so.
  private func world(for scenario: Scenario, before index: Int) -> PlayedSession? {
    guard let from = scenario.from else { return open(scenario.session, before: index) }
    guard let mark = marks[from] else {
      diagnostics.append(
        Diagnostic(
          file: chapter.file, range: scenario.code.fence?.infoRange,
          "there is no block with the id '\(from)' above that runs"))
      return nil
    }
    guard mark.depth < ChapterPlay.mostForks else {
      diagnostics.append(
        Diagnostic(
          file: chapter.file, range: scenario.code.fence?.infoRange,
          "this fork is the end of a chain of more than \(ChapterPlay.mostForks)",
          suggestion: "each fork plays again what led to it; fork from an earlier block"))
      return nil
    }
    if let world = worlds[scenario.session] { end(world) }
    // What has ended is not played again: it would only use up its limits a second time.
    let session =
      mark.ended
      ?? measured(.fork(session: scenario.session, block: from), before: index) {
        let session = newSession()
        session.performAgain(mark.actions)
        return session
      }
    let world = PlayedSession(
      name: scenario.session, session: session, filesSeen: mark.filesSeen,
      differs: mark.differs, hasEnded: mark.ended != nil, depth: mark.depth + 1)
    worlds[scenario.session] = world
    return writeFiles(to: world, before: index) ? world : nil
  }

  /// Films a session from now on; what is known of it need not be seen again.
  private func film(_ world: PlayedSession) {
    guard isFilming, !world.isFilmed, !world.hasEnded else { return }
    world.session.startFilming()
    world.isFilmed = true
  }

  /// Ends all sessions, in the order in which they began.
  private func endAll(_ names: [String]) {
    for name in names {
      if let replay = earlier.sessions[name] {
        replays.append(replay)
      } else if let world = worlds[name] {
        end(world)
      }
    }
  }

  private func end(_ world: PlayedSession) {
    replays.append(
      SessionReplay(
        name: world.name, configuration: world.session.configuration,
        actions: world.session.history))
    world.session.finish()
  }

  /// The session with a name; it is made when it is first needed.
  private func open(_ name: String, before index: Int) -> PlayedSession? {
    if let world = worlds[name] { return writeFiles(to: world, before: index) ? world : nil }
    let session = measured(.start(session: name), before: index) { newSession() }
    guard session.diagnostics.isEmpty else {
      for problem in session.problems {
        // What a translation takes over is judged in the original, which is run with it.
        if let setting = problem.setting, chapter.reusesSessions,
          chapter.frontMatter.keyLines[setting] == nil
        {
          continue
        }
        let range = problem.setting.flatMap { chapter.range(ofKey: $0) } ?? chapter.titleRange
        diagnostics.append(Diagnostic(file: chapter.file, range: range, problem.text))
      }
      session.finish()
      return nil
    }
    let world = PlayedSession(name: name, session: session)
    worlds[name] = world
    return writeFiles(to: world, before: index) ? world : nil
  }

  private func newSession() -> Session {
    Session(
      configuration: chapter.configuration, plugins: plugins, yamlReader: YamsReader(),
      limits: limits, isCancelled: asksIfCancelled)
  }

  /// The files that stand above a block and are new to its session.
  ///
  /// A file of the main session is the reader's copy of what the chapter shows: every session has
  /// it. One with a session of its own is there only.
  private func files(of session: String, from first: Int, before index: Int) -> [FileBlock] {
    guard first < index else { return [] }
    return chapter.blocks[first..<index].compactMap { block in
      guard case .file(let file) = block,
        file.session == session || file.session == Chapter.defaultSession
      else { return nil }
      return file
    }
  }

  /// Writes the files that stand above a block and are new to its session.
  private func writeFiles(to world: PlayedSession, before index: Int) -> Bool {
    var isWritten = true
    for file in files(of: world.name, from: world.filesSeen, before: index) {
      do throws(FileError) {
        try world.session.write(file.code.text, toFile: file.name)
      } catch {
        diagnostics.append(
          Diagnostic(
            file: chapter.file, range: file.code.fence?.infoRange,
            "the file \(file.name) cannot be written: \(error.text)"))
        isWritten = false
      }
    }
    world.filesSeen = max(world.filesSeen, index)
    return isWritten
  }
}
