import OrderedCollections
import Simulation

/// A shell variable. Without a value it only has attributes.
struct ShellVariable {
  var value: String?
  var isExported = false
  var isReadOnly = false
}

/// What a shell remembers: a subshell begins with a copy.
struct ShellState {
  var variables: OrderedDictionary<String, ShellVariable> = [:]
  var functions: OrderedDictionary<String, Function> = [:]
  var options = ShellOptions()
  /// `$0`
  var name: String
  /// `$1` and so on.
  var parameters: [String] = []
  /// `$?`
  var status: Int32 = 0
  /// `$!`
  var lastBackground: Int32?
  var pipeStatuses: [Int32] = [0]
  /// What the last `[[ =~ ]]` found: the whole, then the groups.
  var lastMatch: [String] = []
  var traps: OrderedDictionary<ShellTrap, String> = [:]
  var descriptors: [Descriptor]
  /// `$$`: the number of the outermost shell, in its subshells, too.
  var number: Int32 = 0
  /// The functions that run, the innermost last.
  var functionNames: [String] = []
  /// The count of draws of `$RANDOM`.
  var draws: UInt64 = 0
}
