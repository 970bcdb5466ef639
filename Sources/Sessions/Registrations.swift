public import Scenes
public import Simulation
public import Values

/// The doors through which a plugin adds to one world.
///
/// Every registration is checked: the same name twice is a diagnostic that names both plugins,
/// and the first one stays.
public final class Registrations {
  /// The world that the plugin adds to. Its clock stands before the first command.
  public let world: World
  /// The host at which the session's commands are typed.
  public let laptop: ProcessSpace
  /// How YAML is read; the core cannot do it.
  public let yamlReader: any YAMLReader

  /// What a registration added, for a list of what is installed.
  public struct Entry: Hashable, Sendable {
    /// Through which door it came.
    public enum Kind: String, Hashable, Sendable {
      case program
      case command
      case image
      case fault
      case crash
      case explanation
      case picture
      case setting
      case kind
      case controller
    }

    /// The name of the plugin that registered it.
    public var plugin: String
    /// What it is.
    public var kind: Kind
    /// What it is called: a command, the name of an image without its tag.
    public var name: String
    /// One line for lists of what is installed; empty when the plugin gave none.
    public var summary: String
  }

  /// Everything that was registered, in order; what was refused is in ``diagnostics`` instead.
  public private(set) var entries: [Entry] = []
  /// The kinds of objects that worlds may hold, in the order of their registration.
  public private(set) var kinds: [ObjectKind] = []
  /// The kinds of things that only pictures of plugins show, in the order of their registration.
  public private(set) var pictureKinds: [SceneKind] = []
  /// What is wrong with the registrations themselves, in order.
  public private(set) var diagnostics: [String] = []
  var plugin = ""
  var faults: [Fault] = []
  var pictures: [(World, inout Scene) -> Void] = []
  var settings: [Setting] = []
  var explanations: [(World, String) -> String?] = []
  var crashes: [(usage: String, crash: (String) -> CrashOutcome?)] = []

  /// What became of something that `sim crash` was to hit.
  public enum CrashOutcome: Hashable, Sendable {
    case crashed
    /// It cannot crash now; why.
    case refused(String)
  }

  /// Something that `sim` can do to the world.
  struct Fault {
    var name: String
    var usage: String
    var summary: String
    var run: (Process, [String]) -> Int32
  }

  /// A key of a chapter's front matter that belongs to a plugin.
  struct Setting {
    var key: String
    var apply: (JSON?) -> [String]
  }

  init(world: World, laptop: ProcessSpace, yamlReader: any YAMLReader) {
    self.world = world
    self.laptop = laptop
    self.yamlReader = yamlReader
  }

  /// Lets each plugin register what it adds.
  func register(_ plugins: [SimulationPlugin]) {
    for plugin in plugins {
      self.plugin = plugin.name
      plugin.register(self)
    }
  }

  /// Says what is wrong with a registration of the plugin, and what to do about it.
  package func refuse(_ problem: String) {
    diagnostics.append("plugin \(plugin): \(problem)")
  }

  /// Notes something that a plugin adds through a door of another module.
  /// - Returns: whether it is the first of its name.
  package func note(_ kind: Entry.Kind, _ name: String, summary: String) -> Bool {
    add(kind, name, summary)
  }

  private func add(_ kind: Entry.Kind, _ name: String, _ summary: String) -> Bool {
    if let first = entries.first(where: { $0.kind == kind && $0.name == name }) {
      diagnostics.append(
        "plugin \(plugin): the \(kind.rawValue) '\(name)' is already there, from plugin "
          + first.plugin)
      return false
    }
    entries.append(Entry(plugin: plugin, kind: kind, name: name, summary: summary))
    return true
  }

  /// Adds a program that files of images may run.
  ///
  ///     registrations.program("bell-server", summary: "rings whenever somebody connects") {
  ///       BellServer()
  ///     }
  public func program(_ name: String, summary: String, _ make: @escaping () -> any Program) {
    guard add(.program, name, summary) else { return }
    if !world.programs.register(name, make) {
      diagnostics.append("plugin \(plugin): the program '\(name)' is already there")
    }
  }

  /// Adds a program and puts it on the laptop's path, as a command of the console.
  ///
  ///     registrations.command("ring", summary: "rings the bell") {
  ///       ImmediateProgram { process in
  ///         guard !bell.isBroken else {
  ///           process.writeError("ring: nothing is heard\n")
  ///           return 1
  ///         }
  ///         bell.rings += 1
  ///         process.world.record("ring", "bell/door", "rang")
  ///         return 0
  ///       }
  ///     }
  public func command(_ name: String, summary: String, _ make: @escaping () -> any Program) {
    guard add(.command, name, summary) else { return }
    if !world.programs.register(name, make) {
      diagnostics.append("plugin \(plugin): the program '\(name)' is already there")
      return
    }
    let file = File(isExecutable: true, modified: world.now, program: name)
    do throws(FileError) {
      try laptop.fileSystem.makeDirectory("/usr/local/bin", withParents: true, now: world.now)
      try laptop.fileSystem.put(.file(file), at: "/usr/local/bin/\(name)")
    } catch {
      diagnostics.append("plugin \(plugin): /usr/local/bin/\(name): \(error.text)")
    }
  }

  /// Adds a repository of images; see ``Simulation/ImageRegistry/offer(_:_:)``.
  ///
  ///     registrations.image("bell", summary: "rings whenever somebody connects") { tag in
  ///       guard tag == "1.0" else { return nil }
  ///       var files = StandardSystem.debian
  ///       files.addProgram("usr/local/bin/bell-server", "bell-server")
  ///       return Image(
  ///         reference: "", files: files, entrypoint: ["bell-server"], exposedPorts: [7000])
  ///     }
  public func image(
    _ repository: String, summary: String, _ image: @escaping (String) -> Image?
  ) {
    guard add(.image, repository, summary) else { return }
    world.images.offer(repository, image)
  }

  /// Adds a fault: `sim NAME …`. `run` returns the exit status and prints its own mistakes.
  ///
  ///     registrations.fault("break", usage: "break", summary: "break the bell") { process, _ in
  ///       let cause = process.world.record("sim", "bell/door", "is broken")
  ///       process.world.causing(cause) { bell.isBroken = true }
  ///       return 0
  ///     }
  public func fault(
    _ name: String, usage: String, summary: String, run: @escaping (Process, [String]) -> Int32
  ) {
    guard add(.fault, name, summary) else { return }
    faults.append(Fault(name: name, usage: usage, summary: summary, run: run))
  }

  /// Adds things that `sim crash` can hit besides hosts, written as `usage` says: `crash` gives nil
  /// for names of other things.
  ///
  ///     registrations.crash("bell/NAME") { name in
  ///       guard name == "bell/door" else { return nil }
  ///       if bell.isBroken { return .refused("the bell is broken already") }
  ///       bell.isBroken = true
  ///       return .crashed
  ///     }
  public func crash(_ usage: String, _ crash: @escaping (String) -> CrashOutcome?) {
    guard add(.crash, usage, "what 'sim crash' can hit") else { return }
    crashes.append((usage, crash))
  }

  /// Adds to every picture of the world; called in the order of registration. Kinds of boxes that
  /// the plugin brings, other than ``Scenes/SceneKind/standard``, are in `kinds`: chapters may name
  /// them in `figure` fences, as `kinds=bell`.
  ///
  ///     registrations.picture("bells", summary: "the bell, and how often it rang") { _, scene in
  ///       scene.boxes.append(
  ///         SceneBox(
  ///           id: "bell/door", kind: .process, label: "door",
  ///           badges: [SceneBadge("\(bell.rings) rings", bell.isBroken ? .bad : .good)]))
  ///     }
  public func picture(
    _ name: String, summary: String, kinds: [SceneKind] = [],
    _ contribute: @escaping (World, inout Scene) -> Void
  ) {
    guard add(.picture, name, summary) else { return }
    pictures.append(contribute)
    pictureKinds += kinds
  }

  /// Adds a key of the front matter and starts what it configures. `apply` is called once, before
  /// the first command, with the key's value, or nil when a chapter does not set it; it returns
  /// what is wrong with the value. Here a chapter may say `bells: 2`:
  ///
  ///     registrations.setting("bells", summary: "how many bells there are: 2") { value in
  ///       guard let value else { return [] }
  ///       guard case .integer(let count) = value, (1...3).contains(count) else {
  ///         return ["bells: a number from 1 to 3 is needed"]
  ///       }
  ///       bell.count = Int(count)
  ///       return []
  ///     }
  public func setting(_ key: String, summary: String, _ apply: @escaping (JSON?) -> [String]) {
    guard add(.setting, key, summary) else { return }
    settings.append(Setting(key: key, apply: apply))
  }

  /// Says that the world may hold objects of a kind, and what people call them: `kind("StatefulSet",
  /// words: ["statefulsets", "sts"])`. `statebook lint` then looks whether an object that a sentence
  /// names, as in ``the StatefulSet `web` `` or `sts/web`, is one of its chapter's.
  /// - Returns: whether it is the first kind of its name.
  @discardableResult
  public func kind(_ name: String, words: [String]) -> Bool {
    guard add(.kind, name, words.joined(separator: ", ")) else { return false }
    kinds.append(ObjectKind(name: name, words: words))
    return true
  }

  /// Adds to what `sim why` and failing comparisons can explain: a sentence about a subject such
  /// as `pod/web-2`, or nil when this plugin knows nothing of it.
  ///
  ///     registrations.explanation { _, subject in
  ///       guard subject == "bell/door" else { return nil }
  ///       return bell.isBroken ? "the bell at the door is broken" : "the bell at the door is whole"
  ///     }
  public func explanation(_ explain: @escaping (World, String) -> String?) {
    explanations.append(explain)
    let entry = Entry(
      plugin: plugin, kind: .explanation, name: plugin,
      summary: "what 'sim why' and failing comparisons say")
    if !entries.contains(entry) { entries.append(entry) }
  }
}
