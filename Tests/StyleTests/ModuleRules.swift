/// The modules, where they live, and what each may import: the table of ARCHITECTURE.md.
struct ModuleRule: CustomStringConvertible, Sendable {
  var name: String
  var folder: String
  /// Modules of this package that it may import.
  var own: Set<String>
  /// Modules of others that it may import.
  var foreign: Set<String>
  /// Whether it must also compile as Embedded Swift for WebAssembly.
  var isPortable: Bool

  var description: String { name }

  static let collections: Set<String> = [
    "OrderedCollections", "HeapModule", "BitCollections",
  ]
  static let core: Set<String> = ["Values", "Simulation", "Shell", "Scenes", "Sessions"]

  static let all: [ModuleRule] = [
    portable("Values", "Sources/Values", []),
    portable("Simulation", "Sources/Simulation", []),
    portable("Shell", "Sources/Shell", ["Simulation"]),
    portable("Scenes", "Sources/Scenes", []),
    portable("GoWriting", "Sources/GoWriting", ["Values"]),
    portable("Sessions", "Sources/Sessions", ["Values", "Simulation", "Shell", "Scenes"]),
    portable("Containers", "Sources/Plugins/Containers", core.union(["GoWriting"])),
    portable("KubernetesAPI", "Sources/Plugins/Kubernetes/API", ["Values", "Simulation"]),
    portable(
      "KubernetesCluster", "Sources/Plugins/Kubernetes/Cluster",
      ["Values", "Simulation", "KubernetesAPI"]),
    portable(
      "Kubectl", "Sources/Plugins/Kubernetes/Kubectl",
      ["Values", "Simulation", "Shell", "GoWriting", "KubernetesAPI"]),
    portable(
      "Kubernetes", "Sources/Plugins/Kubernetes/Plugin",
      core.union(["KubernetesAPI", "KubernetesCluster", "Kubectl"])),
    portable("SQL", "Sources/Plugins/Databases/SQL", []),
    portable("Databases", "Sources/Plugins/Databases/MySQL", core.union(["SQL"])),
    portable("WebApps", "Sources/Plugins/WebApps", core),
    portable(
      "Browser", "Sources/Browser",
      core.union(["Containers", "Kubernetes", "Databases", "WebApps", "CBrowser"])),
    host("Markdown", "Sources/Markdown", ["CCmark"], []),
    host(
      "Book", "Sources/Book", core.union(["Markdown"]),
      // CYaml is the parser inside Yams: its events, because Yams' composer refuses what kubectl accepts.
      ["Yams", "CYaml", "Mustache"]),
    host("Preview", "Sources/Preview", ["Book", "Markdown"], ["FlyingFox", "FlyingSocks"]),
    host("StandardTheme", "site", [], []),
    host(
      "StatebookCommands", "Sources/StatebookCommands",
      core.union([
        "Book", "Preview", "Markdown", "Containers", "Kubernetes", "Databases", "WebApps",
        "StandardTheme",
      ]),
      ["ArgumentParser"]),
    host("statebook", "Sources/statebook", ["StatebookCommands"], []),
    host(
      "Benchmark", "Sources/Benchmark",
      core.union([
        "Book", "Markdown", "CCmark", "StatebookCommands", "Containers", "Kubernetes",
        "KubernetesAPI", "KubernetesCluster", "WebApps", "StandardTheme", "Replication",
      ]), ["ArgumentParser"]),
  ]

  static func portable(_ name: String, _ folder: String, _ own: Set<String>) -> ModuleRule {
    ModuleRule(name: name, folder: folder, own: own, foreign: collections, isPortable: true)
  }

  static func host(
    _ name: String, _ folder: String, _ own: Set<String>, _ foreign: Set<String>
  ) -> ModuleRule {
    ModuleRule(
      name: name, folder: folder, own: own,
      foreign: foreign.union(collections).union([
        "Foundation", "Dispatch", "Glibc", "Musl", "Darwin", "Synchronization",
      ]), isPortable: false)
  }
}
