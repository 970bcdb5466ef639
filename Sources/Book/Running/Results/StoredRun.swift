import Scenes
import Sessions

/// What only running a chapter shows: its run without what reading it gives again.
struct StoredRun: StoredValue {
  var blocks: [Block]
  /// What running found beyond what reading did.
  var diagnostics: [Diagnostic]
  var replays: [Replay]

  struct Block {
    var index: Int
    var isBehindDifference: Bool
    var steps: [Step]
    var claims: [Claim]
    /// The world behind the block; nil when it is the one behind its last command.
    var scene: Scene?
  }

  struct Step {
    var recording: StepRecording
    var scene: Scene
    var cause: String?
  }

  struct Claim {
    var recording: StepRecording
    var cause: String?
    var last: String?
  }

  struct Replay {
    var name: String
    var actions: [Session.Action]
  }

  /// - Returns: nil for a run that ``run(of:mistakes:)`` would not give back exactly.
  init?(_ run: ChapterRun, mistakes: [Diagnostic]) {
    guard run.wasRun else { return nil }
    self.init(unchecked: run, mistakes: mistakes)
    guard self.run(of: run.chapter, mistakes: mistakes) == run else { return nil }
  }

  /// What ``init(_:mistakes:)`` gives, without a look whether it comes back exactly.
  init(unchecked run: ChapterRun, mistakes: [Diagnostic]) {
    blocks = run.blocks.map { block in
      Block(
        index: block.index, isBehindDifference: block.isBehindDifference,
        steps: block.steps.map {
          Step(recording: $0.recording, scene: $0.scene, cause: $0.cause)
        },
        claims: block.claims.map {
          Claim(recording: $0.recording, cause: $0.cause, last: $0.last)
        },
        scene: block.scene == block.steps.last?.scene ? nil : block.scene)
    }
    let known = Set(mistakes)
    diagnostics = run.diagnostics.filter { !known.contains($0) }
    replays = run.replays.map { Replay(name: $0.name, actions: $0.actions) }
  }

  /// The run of a chapter; nil when the chapter does not have these commands and claims.
  func run(of chapter: Chapter, mistakes: [Diagnostic]) -> ChapterRun? {
    var runs: [BlockRun] = []
    for block in blocks {
      guard chapter.blocks.indices.contains(block.index),
        let run = BlockRun(block, of: chapter.blocks[block.index])
      else { return nil }
      runs.append(run)
    }
    let configuration = chapter.configuration
    return ChapterRun(
      chapter: chapter, blocks: runs, diagnostics: (mistakes + diagnostics).inReportingOrder,
      wasRun: true,
      replays: replays.map {
        SessionReplay(name: $0.name, configuration: configuration, actions: $0.actions)
      })
  }
}

extension BlockRun {
  /// The run of a block of a chapter; nil when it is not the run of this block.
  init?(_ stored: StoredRun.Block, of block: ChapterBlock) {
    var steps: [StepRun] = []
    var claims: [ClaimRun] = []
    let id: String?
    let session: String
    switch block {
    case .scenario(let scenario):
      guard scenario.norun == nil, scenario.steps.count == stored.steps.count,
        stored.claims.isEmpty
      else { return nil }
      (id, session) = (scenario.id, scenario.session)
      for (step, ran) in zip(scenario.steps, stored.steps) {
        guard step.command == ran.recording.command else { return nil }
        steps.append(
          StepRun(
            step: step, recording: ran.recording, scene: ran.scene,
            cause: step.isReused ? nil : ran.cause))
      }
    case .check(let check):
      guard check.assertions.count == stored.claims.count, stored.steps.isEmpty else { return nil }
      (id, session) = (check.id, check.session)
      for (assertion, ran) in zip(check.assertions, stored.claims) {
        guard assertion.command == ran.recording.command else { return nil }
        claims.append(
          ClaimRun(
            assertion: assertion, claims: check.claims.map(\.id), recording: ran.recording,
            cause: assertion.isReused ? nil : ran.cause,
            last: assertion.isReused ? nil : ran.last))
      }
    case .file, .plugin, .listing: return nil
    }
    guard let scene = stored.scene ?? steps.last?.scene else { return nil }
    self.init(
      index: stored.index, id: id, session: session, steps: steps, claims: claims, scene: scene,
      isBehindDifference: stored.isBehindDifference && block.origin == nil)
  }
}

// MARK: - Bytes

extension StoredRun {
  func write(to writer: inout ByteWriter) {
    writer.write(blocks)
    writer.write(diagnostics)
    writer.write(replays)
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    blocks = try reader.values()
    diagnostics = try reader.values()
    replays = try reader.values()
  }
}

extension StoredRun.Block: StoredValue {
  func write(to writer: inout ByteWriter) {
    writer.write(index)
    writer.write(isBehindDifference)
    writer.write(steps)
    writer.write(claims)
    writer.write(scene.map { [$0] } ?? [])
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    index = try reader.int()
    isBehindDifference = try reader.bool()
    steps = try reader.values()
    claims = try reader.values()
    scene = try reader.values(Scene.self).last
  }
}

extension StoredRun.Step: StoredValue {
  func write(to writer: inout ByteWriter) {
    recording.write(to: &writer)
    scene.write(to: &writer)
    writer.write(cause)
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    recording = try StepRecording(from: &reader)
    scene = try Scene(from: &reader)
    cause = try reader.optionalText()
  }
}

extension StoredRun.Claim: StoredValue {
  func write(to writer: inout ByteWriter) {
    recording.write(to: &writer)
    writer.write(cause)
    writer.write(last)
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    recording = try StepRecording(from: &reader)
    cause = try reader.optionalText()
    last = try reader.optionalText()
  }
}

extension StoredRun.Replay: StoredValue {
  func write(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(actions)
  }

  init(from reader: inout ByteReader) throws(StoredValueFault) {
    name = try reader.text()
    actions = try reader.values()
  }
}
