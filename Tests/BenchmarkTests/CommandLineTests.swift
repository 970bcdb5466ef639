import ArgumentParser
import Testing

@testable import Benchmark

/// What the command line of the benchmark says, and what it is told when it is wrong.
@Suite("The command line of the benchmark")
struct CommandLineTests {
  @Test("Without arguments everything is measured, in the sizes that it has by itself")
  func nothing() throws {
    let command = try Main.parse([])
    #expect(command.parts.isEmpty)
    #expect(command.sets.sizes == StatefulSetBenchmark().sizes)
    #expect(command.sets.policies == [true, false])
  }

  @Test("Parts, sizes and a policy can be chosen, in any order and several of each")
  func choices() throws {
    let command = try Main.parse([
      "--pods", "3", "rows", "--rows", "5000", "--parallel", "--pods", "40", "events",
      "--requests", "7", "--ordered",
    ])
    #expect(command.parts == [.rows, .events])
    #expect(command.sets.sizes == [3, 40])
    #expect(command.rows == [5000])
    #expect(command.requests == [7])
    #expect(command.sets.policies == [false])
  }

  @Test(
    "What is wrong is said, with what there is instead",
    arguments: [
      (["--pods"], "Missing value for '--pods <pods>'"),
      (["--pods", "many"], "The value 'many' is invalid for '--pods <pods>'"),
      (["--pods", "0"], "--pods needs a number from 1 on, not 0"),
      (["--rows=-1"], "--rows needs a number from 1 on, not -1"),
      (["--requests", "0"], "--requests needs a number from 1 on, not 0"),
      (["elephants"], "The value 'elephants' is invalid for '<parts>'"),
      (["--podds=3"], "Unknown option '--podds'"),
    ])
  func mistakes(arguments: [String], message: String) throws {
    let error = #expect(throws: (any Error).self) { _ = try Main.parse(arguments) }
    let text = Main.fullMessage(for: try #require(error))
    #expect(text.contains(message), "\(text)")
    #expect(text.contains("Usage: Benchmark"), "\(text)")
    #expect(Main.exitCode(for: try #require(error)) == .validationFailure)
  }

  @Test("Help names all parts and options")
  func help() throws {
    let error = #expect(throws: (any Error).self) { _ = try Main.parse(["--help"]) }
    #expect(Main.exitCode(for: try #require(error)) == .success)
    let text = Main.helpMessage()
    for part in Main.Part.allCases { #expect(text.contains(part.rawValue), "\(text)") }
    for option in ["--pods", "--rows", "--requests", "--parallel", "--ordered"] {
      #expect(text.contains(option), "\(text)")
    }
  }
}
