import Simulation

/// The configurations that were read in a world. The containers of an image have the same files as
/// long as nobody writes to them, so their configuration is worked out once for all.
final class NginxConfigurations: WorldComponent {
  private struct Known {
    var path: String
    var source: NginxSource
    var configuration: NginxConfiguration
  }

  private var known: [Known] = []

  /// So many configurations are remembered, the newest ones.
  private static let limit = 8

  static func of(_ world: World) -> NginxConfigurations {
    let name = "nginx configurations"
    if let known = world.component(name) as? NginxConfigurations { return known }
    let new = NginxConfigurations()
    world.add(new, named: name)
    return new
  }

  /// The configuration that begins in a file.
  func configuration(
    _ path: String, in files: FileSystem
  ) throws(NginxProblem) -> NginxConfiguration {
    if let same = known.first(where: { $0.path == path && $0.source.isSame(in: files) }) {
      return same.configuration
    }
    let source = NginxSource(files)
    let configuration = try NginxConfiguration.load(path, from: source)
    if known.count == NginxConfigurations.limit { known.removeFirst() }
    known.append(Known(path: path, source: source, configuration: configuration))
    return configuration
  }
}
