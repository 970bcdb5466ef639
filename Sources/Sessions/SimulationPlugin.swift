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
public struct SimulationPlugin: Sendable {
  /// The name, unique among the plugins of a book.
  public var name: String
  /// The version, part of what decides whether a recording is still valid.
  public var version: String
  /// What it adds, in one line.
  public var summary: String
  /// Registers what it adds; called once for each world, each on a thread of its own.
  public var register: @Sendable (Registrations) -> Void

  /// A plugin. That no two of a book have the same name is checked where they are put together.
  public init(
    name: String, version: String, summary: String,
    register: @escaping @Sendable (Registrations) -> Void
  ) {
    self.name = name
    self.version = version
    self.summary = summary
    self.register = register
  }
}
