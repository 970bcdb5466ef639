public import OrderedCollections
public import Scenes
import Shell
public import Simulation
public import Values

/// What a session starts from.
public struct SessionConfiguration: Sendable, Hashable {
  /// The seed of every random choice.
  public var seed: UInt64
  /// How long after the end of one command the next one starts.
  public var pace: VirtualDuration
  /// The keys of the front matter that belong to plugins, such as `cluster`.
  public var settings: OrderedDictionary<String, JSON>

  /// By default the seed is 1, the pace one second, and no plugin is told anything.
  public init(
    seed: UInt64 = 1, pace: VirtualDuration = .seconds(1),
    settings: OrderedDictionary<String, JSON> = [:]
  ) {
    self.seed = seed
    self.pace = pace
    self.settings = settings
  }
}

/// A learner at a console: one world, commands one after the other, and what they did.
///
/// The state after any command is had again by replay: a new session with the same configuration
/// and plugins, given the same actions, is in the same state. See ``fork(at:)``.
public final class Session {
  /// What it started from; it does not change.
  public let configuration: SessionConfiguration
  /// The world of the session. Only reading it keeps the session repeatable.
  public let world: World
  /// What the plugins added.
  public let registrations: Registrations
  /// What is wrong with the plugins or the settings; a session with any must not be used.
  public var diagnostics: [String] { problems.map { $0.text } }
  /// The same with the settings that they are about.
  public private(set) var problems: [Problem] = []
  /// Everything that was done in this session, in order.
  public private(set) var history: [Action] = []
  private let plugins: [SimulationPlugin]
  private let shell: ConsoleShell
  private let terminal: TextSink
  private var lastEnd: VirtualTime?
  private var seenEvents = 0
  /// What was printed while no command was in the foreground, and not shown yet.
  private var unseenOutput = ""
  private var hasFailed = false
  private var film: SceneFilm?

  /// What is wrong with the plugins or with a setting.
  public struct Problem: Hashable, Sendable {
    /// A sentence without its end, for the author.
    public var text: String
    /// The key of the setting; nil when it is about the plugins.
    public var setting: String?
  }

  /// Something that was done in a session.
  public enum Action: Hashable, Sendable {
    case write(name: String, text: String)
    case run(String)
    case check(String)
  }

  /// How long a world lives before the first command: time for a cluster to come up.
  public static let prelude = VirtualDuration.minutes(10)

  /// The folder in which the commands of a session run and its files lie.
  public static let workingDirectory = "/home/learner"

  /// Makes the world, lets the plugins add to it, and lets it live for ``prelude``. What is wrong
  /// with the plugins or the settings is in ``diagnostics``; nothing is thrown.
  /// - Parameter isCancelled: asked now and then, also by the forks of the session; see
  ///   ``World/isCancelled``. What has been cancelled has failed, and is of no use to anybody.
  public init(
    configuration: SessionConfiguration, plugins: [SimulationPlugin],
    yamlReader: any YAMLReader, limits: Limits = Limits(), isCancelled: (() -> Bool)? = nil
  ) {
    self.configuration = configuration
    self.plugins = plugins
    registrations = Session.emptyWorld(
      seed: configuration.seed, yamlReader: yamlReader, limits: limits)
    let world = registrations.world
    world.isCancelled = isCancelled
    let space = registrations.laptop
    self.world = world
    terminal = TextSink(world: world)
    do throws(FileError) {
      try space.fileSystem.makeDirectory(
        Session.workingDirectory, withParents: true, now: world.now)
    } catch {
      problems.append(Problem(text: "\(Session.workingDirectory): \(error.text)"))
    }
    shell = ConsoleShell(
      space: space,
      environment: [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": Session.workingDirectory,
        "USER": "learner", "PWD": Session.workingDirectory,
      ], workingDirectory: Session.workingDirectory, terminal: terminal)
    start()
  }

  /// A world with a laptop, before any plugin has added to it.
  private static func emptyWorld(
    seed: UInt64, yamlReader: any YAMLReader, limits: Limits
  ) -> Registrations {
    let world = World(seed: seed, start: .zero - Session.prelude, limits: limits)
    let laptop = Host(name: "laptop")
    world.network.assign("192.168.49.1", to: laptop)
    StandardSystem.register(in: world.programs)
    let disk = Disk(name: "laptop", location: laptop, tree: StandardSystem.debian)
    let space = ProcessSpace(world: world, host: laptop, fileSystem: FileSystem(root: disk))
    return Registrations(world: world, laptop: space, yamlReader: yamlReader)
  }

  /// What plugins register, in a world in which nothing is set up and nothing runs.
  static func registrations(
    of plugins: [SimulationPlugin], yamlReader: any YAMLReader
  ) -> Registrations {
    let registrations = emptyWorld(seed: 1, yamlReader: yamlReader, limits: Limits())
    registrations.register(plugins)
    return registrations
  }

  private func start() {
    registerFaults(on: registrations)
    registrations.register(plugins)
    for text in registrations.diagnostics { note(text, of: nil) }
    var unknown = configuration.settings
    for setting in registrations.settings {
      for text in setting.apply(unknown[setting.key]) { note(text, of: setting.key) }
      unknown.removeValue(forKey: setting.key)
    }
    for key in unknown.keys {
      note("no plugin knows the setting '\(key)'", of: key)
    }
    world.run(until: .zero)
    seenEvents = world.trace.entries.count
  }

  private func note(_ problem: String, of setting: String?) {
    problems.append(Problem(text: problem, setting: setting))
  }

  /// Puts a file into the working directory, replacing the one that was there. Folders in the
  /// name are made.
  public func write(_ text: String, toFile name: String) throws(FileError) {
    history.append(.write(name: name, text: text))
    let files = registrations.laptop.fileSystem
    if let slash = name.lastIndex(of: "/") {
      try files.makeDirectory(
        String(name[..<slash]), from: Session.workingDirectory, withParents: true, now: world.now)
    }
    try files.write(text, to: name, from: Session.workingDirectory, now: world.now)
  }

  /// Runs one command line, from `pace` after the previous one ended until it ends itself.
  public func run(_ command: String) -> StepRecording {
    history.append(.run(command))
    guard !hasFailed else { return failed(command, .sessionEnded) }
    if let lastEnd { pass(until: lastEnd + configuration.pace) }
    // What a command in the background prints between two commands is seen with the second.
    unseenOutput += terminal.take()
    var recording = perform(command)
    recording.moments = film?.take() ?? []
    recording.output = unseenOutput + recording.output
    unseenOutput = ""
    lastEnd = world.now
    return recording
  }

  /// Runs the command of a claim, at once: the learner does not wait before it, nor because of it.
  ///
  /// The next command still starts `pace` after the last one that was run, so a claim that takes
  /// no longer than that shifts nothing that follows it.
  public func check(_ command: String) -> StepRecording {
    history.append(.check(command))
    guard !hasFailed else { return failed(command, .sessionEnded) }
    unseenOutput += terminal.take()
    return perform(command)
  }

  /// From now on recordings have ``StepRecording/moments``. A fork of the session is not filmed
  /// until that is asked for again.
  public func startFilming() { film = SceneFilm(of: world, from: scene()) }

  /// Lets the time between two commands pass.
  private func pass(until time: VirtualTime) {
    while film != nil, world.exceeded == nil, let next = world.nextEventTime(), next <= time {
      watch(before: next)
      world.step()
    }
    watch(before: time)
    world.run(until: time)
  }

  /// Looks at the world when a moment is over, if the session is filmed.
  private func watch(before next: VirtualTime) {
    guard next > world.now, film?.isDue(in: world) == true else { return }
    film?.look(at: world, scene())
  }

  private func perform(_ command: String) -> StepRecording {
    if film != nil { film?.look(at: world, scene()) }
    let start = world.now
    let eventsBefore = world.eventCount
    world.renewBudgets()
    var status: Int32?
    world.causing(nil) {
      let cause = world.record("command", "session", "$ " + command)
      world.causing(cause) { shell.run(command) { status = $0 } }
    }
    var failure: SessionFailure?
    while status == nil {
      if let limit = world.exceeded {
        failure = .exceeded(limit)
      } else if world.eventCount - eventsBefore > world.limits.events {
        failure = .exceeded(.events)
      } else if let next = world.nextEventTime() {
        if next - start > world.limits.virtualTime {
          failure = .exceeded(.virtualTime)
        } else {
          watch(before: next)
          world.step()
          continue
        }
      } else {
        failure = .stuck
      }
      break
    }
    if failure == nil, let limit = world.exceeded { failure = .exceeded(limit) }
    hasFailed = failure != nil
    if film != nil { film?.look(at: world, scene()) }
    return StepRecording(
      command: command, output: terminal.take(), exitStatus: status ?? 255, start: start,
      end: world.now, events: newEvents(), waits: world.trace.waits.values,
      failure: failure, messages: world.trace.takeMessages())
  }

  private func failed(_ command: String, _ failure: SessionFailure) -> StepRecording {
    StepRecording(
      command: command, output: "", exitStatus: 255, start: world.now, end: world.now,
      events: [], waits: [], failure: failure)
  }

  private func newEvents() -> [TraceEntry] {
    let all = world.trace.entries
    let new = Array(all[seenEvents...])
    seenEvents = all.count
    return new
  }

  /// The world as a picture, as it is now.
  public func scene() -> Scene {
    var scene = Scene(title: "The simulated world")
    for contribute in registrations.pictures { contribute(world, &scene) }
    return scene
  }

  /// Why something is as it is, or is not there: one sentence, if any plugin or the trace knows.
  public func explanation(of subject: String) -> String? {
    Session.explanation(of: subject, registrations)
  }

  /// A new session in the state that this one was in after its first `count` actions.
  public func fork(at count: Int) -> Session {
    let copy = Session(
      configuration: configuration, plugins: plugins, yamlReader: registrations.yamlReader,
      limits: world.limits, isCancelled: world.isCancelled)
    for action in history.prefix(count) {
      switch action {
      case .run(let command): _ = copy.run(command)
      case .check(let command): _ = copy.check(command)
      case .write(let name, let text):
        do throws(FileError) { try copy.write(text, toFile: name) } catch {}
      }
    }
    return copy
  }

  /// Frees what the world holds. The session is not used afterwards.
  public func finish() { world.finish() }
}
