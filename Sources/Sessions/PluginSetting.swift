import Simulation
public import Values

/// A key of a chapter's front matter that a plugin registers; see
/// ``Registrations/setting(_:summary:_:)``.
public struct PluginSetting: Hashable, Sendable {
  /// The key: `queues`.
  public var key: String
  /// What it is for, in one line.
  public var summary: String
  /// The plugin that it belongs to.
  public var plugin: String

  /// A key of a plugin.
  public init(key: String, summary: String, plugin: String) {
    self.key = key
    self.summary = summary
    self.plugin = plugin
  }

  /// The keys of plugins, in the order of their registration. Nothing is set up for them.
  public static func all(
    of plugins: [SimulationPlugin], yamlReader: any YAMLReader
  ) -> [PluginSetting] {
    let registrations = Session.registrations(of: plugins, yamlReader: yamlReader)
    defer { registrations.world.finish() }
    return registrations.entries.filter { $0.kind == .setting }.map {
      PluginSetting(key: $0.name, summary: $0.summary, plugin: $0.plugin)
    }
  }
}
