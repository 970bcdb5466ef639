import Containers
import Databases
import Kubernetes
public import Sessions
import WebApps

extension [SimulationPlugin] {
  /// The plugins that every book has, unless its own command line leaves them out.
  public static var standard: [SimulationPlugin] {
    [
      ContainersPlugin.plugin, KubernetesPlugin.plugin, DatabasesPlugin.plugin,
      WebAppsPlugin.plugin,
    ]
  }
}
