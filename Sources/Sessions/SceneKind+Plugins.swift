public import Scenes
import Simulation
public import Values

extension SceneKind {
  /// The kinds of things that only pictures of plugins show, in the order of their registration; see
  /// ``Registrations/picture(_:summary:kinds:_:)``. Nothing is set up for them.
  public static func all(
    of plugins: [SimulationPlugin], yamlReader: any YAMLReader
  ) -> [SceneKind] {
    let registrations = Session.registrations(of: plugins, yamlReader: yamlReader)
    defer { registrations.world.finish() }
    return registrations.pictureKinds
  }
}
