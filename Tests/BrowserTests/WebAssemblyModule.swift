import Foundation

/// The portable modules linked into one WebAssembly file, as README's readers would build it.
enum WebAssemblyModule {
  struct Unavailable: Error, CustomStringConvertible {
    var description: String
  }

  /// Builds the module and returns its path.
  static func build() throws -> URL {
    guard let swift = Tool.path(of: "swift") else {
      throw Unavailable(description: "there is no swift on the path")
    }
    let tables = URL(filePath: swift).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(
        path: "lib/swift/embedded/wasm32-unknown-none-wasm/libswiftUnicodeDataTables.a")
    let scratch = Tool.root.appending(path: ".build/browser")
    var arguments = [
      "build", "--configuration", "release", "--product", "Browser",
      "--triple", "wasm32-unknown-none-wasm", "--scratch-path", scratch.path,
    ]
    arguments += forward("-Xswiftc", ["-enable-experimental-feature", "Embedded", "-wmo"])
    arguments += forward("-Xswiftc", ["-Xfrontend", "-disable-stack-protector", "-Osize"])
    arguments += forward(
      "-Xcc", ["--target=wasm32-unknown-none-wasm", "-ffreestanding", "-fno-builtin"])
    arguments += forward("-Xswiftc", ["-Xclang-linker", "-nostdlib"])
    // The shadow stack: a parser of nested text needs more than the linker's 64 KiB.
    arguments += forward(
      "-Xlinker", ["--no-entry", "--gc-sections", "--strip-all", "-z", "stack-size=8388608"])
    arguments += forward("-Xlinker", [tables.path])
    let result = try Tool.run(swift, arguments)
    guard result.status == 0 else { throw Unavailable(description: result.output) }
    return scratch.appending(path: "wasm32-unknown-none-wasm/release/Browser.wasm")
  }

  private static func forward(_ flag: String, _ values: [String]) -> [String] {
    values.flatMap { [flag, $0] }
  }
}
