/// What extends the simulated world: images, commands, faults, whole systems such as a cluster.
///
/// A plugin is a value. The standard plugins use the same doors as everybody's:
///
///     static let greeter = SimulationPlugin(name: "greeter", version: "1.0", summary: "Greets") {
///       registrations in
///       registrations.command("greet", summary: "greets somebody") {
///         ImmediateProgram { process in
///           process.write("Hello, \(process.arguments.last ?? "you")!\n")
///           return 0
///         }
///       }
///     }
///
/// A chapter that has not changed is not run again while its plugins are the same: the program that
/// holds their code, and their names, versions and summaries. What a plugin takes from elsewhere, out
/// of a file or the environment, it takes once, when it is made, and says so in its ``inputs``. The
/// closure reads nothing itself: worlds have to be the same however often they are made.
///
///     static func poet(_ verse: String) -> SimulationPlugin {
///       SimulationPlugin(
///         name: "poet", version: "1.0", summary: "Says a verse", inputs: [.init("verse", verse)]
///       ) { registrations in
///         registrations.command("recite", summary: "says the verse") {
///           ImmediateProgram { process in
///             process.write(verse + "\n")
///             return 0
///           }
///         }
///       }
///     }
public struct SimulationPlugin: Sendable {
  /// The name, unique among the plugins of a book.
  public var name: String
  /// The version, part of what decides whether a recording is still valid.
  public var version: String
  /// What it adds, in one line.
  public var summary: String
  /// What it was made of that is not in the program: what the closure holds of files, of the
  /// environment, of arguments. When one changes, the chapters are run again.
  public var inputs: [Input]
  /// Registers what it adds; called once for each world, each on a thread of its own.
  public var register: @Sendable (Registrations) -> Void

  /// A plugin. That no two of a book have the same name is checked where they are put together.
  public init(
    name: String, version: String, summary: String, inputs: [Input] = [],
    register: @escaping @Sendable (Registrations) -> Void
  ) {
    self.name = name
    self.version = version
    self.summary = summary
    self.inputs = inputs
    self.register = register
  }

  /// Something that a plugin was made of, such as the content of a file.
  public struct Input: Hashable, Sendable {
    /// What it is: the path of the file, the name of the variable.
    public var name: String
    /// What it was when the plugin was made.
    public var bytes: [UInt8]

    /// Something with a name; two of the same plugin have different names.
    public init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }

    /// The same with a text.
    public init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
  }
}
