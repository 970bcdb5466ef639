// swift-tools-version: 6.2
import PackageDescription

// A book with plugins of its own: a package that depends on statebook. Elsewhere the dependency is
// written with the repository's address: .package(url: "https://…/statebook.git", branch: "main")
let package = Package(
  name: "message-book",
  dependencies: [
    .package(name: "statebook", path: "../../..")
  ],
  targets: [
    .executableTarget(
      name: "MessageBook",
      dependencies: [.product(name: "Statebook", package: "statebook")])
  ]
)
