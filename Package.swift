// swift-tools-version: 6.2
import PackageDescription

/// Whether `.ci/link` makes the one WebAssembly file.
let isForPage = Context.environment["STATEBOOK_LINK"] != nil

/// Embedded Swift compiles a module's code once more in each module that uses it. For the page,
/// machine code is made in the last module only, which takes less than half the time.
let inPage: [SwiftSetting] =
  isForPage ? [.unsafeFlags(["-Xfrontend", "-emit-empty-object-file"])] : []

/// What Embedded Swift does not have is an error everywhere, and so is a member of a module that the
/// file does not import.
let embedded: [SwiftSetting] = [
  .treatWarning("EmbeddedRestrictions", as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Whether two accesses to a variable overlap is checked as the program runs in debug builds, in which
/// all tests run; a release build does without, which makes a tenth of its instructions.
let fast: [SwiftSetting] = [
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
]

/// Settings of the modules that also compile as Embedded Swift for WebAssembly.
let portable: [SwiftSetting] = embedded + fast + inPage

let collections: (String) -> Target.Dependency = {
  .product(name: $0, package: "swift-collections")
}

let package = Package(
  name: "statebook",
  products: [
    .executable(name: "statebook", targets: ["statebook"]),
    .library(
      name: "Statebook",
      targets: [
        "StatebookCommands", "Book", "Markdown", "Sessions", "Simulation", "Shell", "Scenes",
        "Values",
        "Containers", "KubernetesAPI", "KubernetesCluster", "Kubernetes",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.0.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.0"),
  ],
  targets: [
    // The portable core: no Foundation, compiles as Embedded Swift for wasm32.
    .target(
      name: "Values",
      dependencies: [collections("OrderedCollections")],
      swiftSettings: portable),
    .target(
      name: "Simulation",
      dependencies: [
        collections("HeapModule"), collections("OrderedCollections"),
      ],
      swiftSettings: portable),
    .target(
      name: "Shell",
      dependencies: ["Simulation", collections("OrderedCollections")],
      swiftSettings: portable),
    .target(
      name: "Scenes", dependencies: [collections("OrderedCollections")], swiftSettings: portable),
    .target(
      name: "GoWriting", dependencies: ["Values", collections("OrderedCollections")],
      swiftSettings: portable),
    .target(
      name: "Sessions",
      dependencies: [
        "Values", "Simulation", "Shell", "Scenes", collections("OrderedCollections"),
      ],
      swiftSettings: portable),
    .target(
      name: "Containers",
      dependencies: [
        "Values", "Simulation", "Shell", "Scenes", "Sessions", "GoWriting",
        collections("OrderedCollections"),
      ],
      path: "Sources/Plugins/Containers",
      swiftSettings: portable),
    .target(
      name: "KubernetesAPI",
      dependencies: ["Values", "Simulation", collections("OrderedCollections")],
      path: "Sources/Plugins/Kubernetes/API",
      swiftSettings: portable),
    .target(
      name: "KubernetesCluster",
      dependencies: [
        "Values", "Simulation", "KubernetesAPI", collections("OrderedCollections"),
        collections("BitCollections"), collections("HeapModule"),
      ],
      path: "Sources/Plugins/Kubernetes/Cluster",
      swiftSettings: portable),
    .target(
      name: "Kubectl",
      dependencies: [
        "Values", "Simulation", "Shell", "GoWriting", "KubernetesAPI",
        collections("OrderedCollections"),
      ],
      path: "Sources/Plugins/Kubernetes/Kubectl",
      swiftSettings: portable),
    .target(
      name: "Kubernetes",
      dependencies: [
        "Values", "Simulation", "Shell", "Scenes", "Sessions", "KubernetesAPI",
        "KubernetesCluster", "Kubectl", collections("OrderedCollections"),
      ],
      path: "Sources/Plugins/Kubernetes/Plugin",
      swiftSettings: portable),

    .target(
      name: "SQL",
      path: "Sources/Plugins/Databases/SQL",
      swiftSettings: portable),
    .target(
      name: "Databases",
      dependencies: [
        "SQL", "Values", "Simulation", "Shell", "Scenes", "Sessions",
        collections("OrderedCollections"),
      ],
      path: "Sources/Plugins/Databases/MySQL",
      swiftSettings: portable),

    .target(
      name: "WebApps",
      dependencies: [
        "Values", "Simulation", "Shell", "Scenes", "Sessions", collections("OrderedCollections"),
        collections("HeapModule"),
      ],
      path: "Sources/Plugins/WebApps",
      swiftSettings: portable),

    // The portable core as one WebAssembly module, and the C that it needs there.
    .target(name: "CBrowser"),
    .executableTarget(
      name: "Browser",
      dependencies: [
        "CBrowser", "Values", "Simulation", "Sessions", "Containers", "Kubernetes", "Databases",
        "WebApps",
        collections("OrderedCollections"),
      ],
      swiftSettings: embedded,
      linkerSettings: isForPage ? [] : [.linkedLibrary("m")]),

    // The host: files, Markdown, YAML, pages, the command line.
    .systemLibrary(
      name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .target(name: "Markdown", dependencies: ["CCmark"]),
    .target(
      name: "Book",
      dependencies: [
        "Markdown", "Values", "Simulation", "Shell", "Scenes", "Sessions",
        collections("OrderedCollections"),
        .product(name: "Yams", package: "Yams"),
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .target(
      name: "StandardTheme",
      path: "site",
      exclude: ["README.md", "public"],
      sources: ["ThemeFiles.swift"],
      resources: [
        .embedInCode("templates"), .embedInCode("words"), .embedInCode("style.css"),
        .embedInCode("transcripts.css"), .embedInCode("player.css"), .embedInCode("player.js"),
        .embedInCode("statebook.js"), .embedInCode("theme.js"), .embedInCode("reading.js"),
        .embedInCode("search.js"), .embedInCode("favicon.svg"),
      ]),
    .target(
      name: "Preview",
      dependencies: [
        "Book", "Markdown",
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      resources: [.embedInCode("Page/preview.js"), .embedInCode("Page/preview.css")]),
    .target(
      name: "StatebookCommands",
      dependencies: [
        "Book", "Preview", "Sessions", "Scenes", "Values", "Containers", "Kubernetes", "Databases",
        "WebApps", "StandardTheme",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [.embedInCode("New/Template")]),
    .executableTarget(name: "statebook", dependencies: ["StatebookCommands"]),

    .executableTarget(
      name: "Benchmark",
      dependencies: [
        "Book", "CCmark", "Values", "Simulation", "Sessions", "Containers", "Kubernetes",
        "Replication", "WebApps", "StandardTheme",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Tests, one target for each module.
    .testTarget(name: "ValuesTests", dependencies: ["Values"]),
    .testTarget(name: "SimulationTests", dependencies: ["Simulation"]),
    .testTarget(name: "ShellTests", dependencies: ["Shell", "Simulation"]),
    .testTarget(name: "ScenesTests", dependencies: ["Scenes"]),
    .testTarget(
      name: "SessionsTests",
      dependencies: [
        "Sessions", "Values", "Simulation", "Shell", "Scenes",
      ]),
    .testTarget(
      name: "ContainersTests",
      dependencies: [
        "Containers", "Sessions", "Values", "Simulation", "Shell", "Scenes",
      ]),
    .testTarget(
      name: "KubernetesAPITests",
      dependencies: [
        "KubernetesAPI", "Values", "Simulation",
      ]),
    .testTarget(
      name: "KubernetesClusterTests",
      dependencies: [
        "KubernetesCluster", "KubernetesAPI", "Values", "Simulation", "Shell",
      ]),
    .testTarget(
      name: "KubectlTests",
      dependencies: [
        "Kubectl", "GoWriting", "KubernetesAPI", "KubernetesCluster", "Values", "Simulation",
        "Shell", "Book",
      ]),
    .testTarget(
      name: "KubernetesTests",
      dependencies: [
        "Kubernetes", "Kubectl", "KubernetesAPI", "KubernetesCluster", "Containers", "Sessions",
        "Values", "Simulation", "Shell", "Scenes", "Book",
      ]),
    .testTarget(
      name: "ConformanceTests",
      dependencies: [
        "Kubernetes", "KubernetesAPI", "KubernetesCluster", "Sessions", "Values", "Simulation",
        "Shell", "Book",
      ],
      exclude: ["Recordings", "Differences.md"]),
    .testTarget(name: "SQLTests", dependencies: ["SQL"]),
    .testTarget(
      name: "DatabasesTests",
      dependencies: [
        "Databases", "SQL", "Replication", "StatebookCommands", "Sessions", "Values",
        "Simulation", "Shell", "Scenes", "Book",
      ]),
    .testTarget(
      name: "WebAppsTests",
      dependencies: [
        "WebApps", "StatebookCommands", "Sessions", "Values", "Simulation", "Shell", "Scenes",
        "Book",
      ]),
    .testTarget(name: "MarkdownTests", dependencies: ["Markdown"]),
    .testTarget(
      name: "BookTests",
      dependencies: [
        "Book", "StatebookCommands", "StandardTheme", "Markdown", "Values", "Simulation", "Shell",
        "Scenes", "Sessions", "OtherPrograms", collections("OrderedCollections"),
      ], exclude: ["Walkthroughs/statefulset-basics.md"]),
    .testTarget(
      name: "PreviewTests",
      dependencies: [
        "Preview", "Book", "Sessions", "StatebookCommands", "OtherPrograms", "statebook",
      ]),
    .testTarget(name: "BrowserTests", dependencies: ["CBrowser", "Simulation"]),
    .testTarget(
      name: "DeterminismTests",
      dependencies: ["OtherPrograms", "Book", "StatebookCommands", "Sessions", "Values"],
      exclude: ["run-session.mjs"]),
    // How tests run other programs.
    .target(name: "OtherPrograms", path: "Tests/OtherPrograms"),
    // The pages in a browser; what drives it is written in Python.
    .testTarget(
      name: "PageTests", dependencies: ["OtherPrograms", "StatebookCommands"],
      exclude: ["book", "browser"]),
    // Random schedules and what must hold at every moment of them.
    .target(
      name: "Invariants",
      dependencies: [
        "Book", "Sessions", "Containers", "Kubernetes", "KubernetesAPI", "KubernetesCluster",
        "Databases", "WebApps", "Values", "Simulation",
      ],
      path: "Tests/Invariants"),
    .executableTarget(
      name: "InvariantRuns",
      dependencies: [
        "Invariants", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/InvariantRuns"),
    .testTarget(name: "InvariantTests", dependencies: ["Invariants"]),
    // A source with two replicas under random crashes and cuts.
    .target(
      name: "Replication",
      dependencies: ["Databases", "SQL", "Shell", "Simulation"],
      path: "Tests/Replication"),
    .executableTarget(
      name: "ReplicationRuns",
      dependencies: [
        "Replication", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/ReplicationRuns"),
    // Books with plugins of their own, as packages beside this one.
    .testTarget(name: "ExampleTests", dependencies: ["OtherPrograms", "statebook"]),
    .testTarget(name: "ItemTests", exclude: ["items.txt"]),
    .testTarget(name: "MutationTests", dependencies: ["OtherPrograms", "Book"]),
    .testTarget(
      name: "BenchmarkTests",
      dependencies: [
        "Benchmark", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "StyleTests"),
  ]
)
