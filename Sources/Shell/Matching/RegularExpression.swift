import Simulation

/// A POSIX regular expression, as `grep`, `sed`, `awk` and `[[ =~ ]]` use it.
///
/// The leftmost match is found, and the longest one there. Matching takes time linear in the
/// text, whatever the pattern; back-references in patterns are refused for that reason.
struct RegularExpression {
  enum Syntax {
    /// `\(`, `\|`, `\{`, `\+`, `\?` are special, as in `grep` and `sed`.
    case basic
    /// `(`, `|`, `{`, `+`, `?` are special, as in `grep -E`, `awk`, `[[ =~ ]]`.
    case extended
  }

  /// What is wrong with a pattern, in the words of the GNU C library.
  struct Failure: Error {
    var message: String
  }

  enum Instruction {
    case scalar(Unicode.Scalar)
    case any
    case set(isNegated: Bool, CharacterSet)
    /// Goes on at both places; the first one is preferred.
    case split(Int, Int)
    case jump(Int)
    case save(Int)
    case lineStart
    case lineEnd
    case wordStart
    case wordEnd
    case wordBoundary(isNegated: Bool)
    case match
  }

  let program: [Instruction]
  /// How many groups the pattern has, the whole not counted.
  let groupCount: Int
  let ignoresCase: Bool
  /// The character that every match begins with, if there is one.
  private let firstScalar: Unicode.Scalar?
  /// Whether every match begins at the start of the text.
  private let isAnchored: Bool
  /// Whose limit of work the matching counts against. When it is exceeded, nothing matches.
  var world: World?

  init(
    _ pattern: String, _ syntax: Syntax, ignoresCase: Bool = false, world: World? = nil
  ) throws(Failure) {
    self.world = world
    var parser = RegularExpressionParser(pattern, syntax, ignoresCase: ignoresCase)
    let node = try parser.parse()
    var compiler = RegularExpressionCompiler()
    try compiler.compile(node)
    compiler.program.append(.match)
    program = compiler.program
    groupCount = parser.groupCount
    self.ignoresCase = ignoresCase
    var first: Unicode.Scalar?
    var anchored = false
    for instruction in compiler.program {
      if case .save = instruction { continue }
      if case .lineStart = instruction { anchored = true }
      if case .scalar(let scalar) = instruction { first = scalar }
      break
    }
    firstScalar = ignoresCase ? nil : first
    isAnchored = anchored
  }

  /// Where a match and its groups are, in characters of the text. Groups that took no part are nil.
  struct Match {
    var groups: [Range<Int>?]

    var range: Range<Int> { groups[0] ?? 0..<0 }
  }

  /// Whether the text holds a match.
  func isMatch(_ text: String) -> Bool {
    firstMatch(in: Array(text.unicodeScalars), from: 0, withGroups: false) != nil
  }

  /// The leftmost longest match that begins at or after `start`.
  func firstMatch(
    in text: [Unicode.Scalar], from start: Int = 0, withGroups: Bool = true
  ) -> Match? {
    let slots = withGroups ? 2 * (groupCount + 1) : 2
    var current = ThreadList(program.count, slots)
    var following = ThreadList(program.count, slots)
    var best: [Int]?
    var at = start
    // A visit copies what the groups have captured; a match begins with two lists of its own.
    let visitCost = 4
    world?.spend(World.moveCost + program.count)
    defer { world?.spend(visitCost * (current.visits + following.visits)) }
    while true {
      if current.visits + following.visits > 1 << 16, let world {
        world.spend(visitCost * (current.visits + following.visits))
        current.visits = 0
        following.visits = 0
        if world.exceeded != nil { return nil }
      }
      if best == nil {
        if current.threads.isEmpty, let firstScalar {
          while at < text.count, text[at] != firstScalar { at += 1 }
          if at == text.count { break }
        }
        var captures = Array(repeating: -1, count: slots)
        captures[0] = at
        add(0, captures, to: &current, text, at)
      }
      // An assertion such as `$` may hold further on; `^` does not.
      if current.threads.isEmpty, best != nil || isAnchored { break }
      following.clear()
      for thread in current.threads {
        if let best, thread.captures[0] > best[0] { continue }
        switch program[thread.counter] {
        case .match:
          var captures = thread.captures
          captures[1] = at
          if let known = best {
            if captures[0] < known[0] || (captures[0] == known[0] && at > known[1]) {
              best = captures
            }
          } else {
            best = captures
          }
        case .scalar(let scalar):
          if at < text.count, isSame(text[at], scalar) {
            add(thread.counter + 1, thread.captures, to: &following, text, at + 1)
          }
        case .any:
          if at < text.count {
            add(thread.counter + 1, thread.captures, to: &following, text, at + 1)
          }
        case .set(let isNegated, let set):
          if at < text.count, set.contains(text[at]) != isNegated {
            add(thread.counter + 1, thread.captures, to: &following, text, at + 1)
          }
        default: break
        }
      }
      if at >= text.count { break }
      at += 1
      swap(&current, &following)
    }
    guard let best else { return nil }
    var groups: [Range<Int>?] = []
    for slot in stride(from: 0, to: slots, by: 2) {
      let isSet = best[slot] >= 0 && best[slot + 1] >= best[slot]
      groups.append(isSet ? best[slot]..<best[slot + 1] : nil)
    }
    return Match(groups: groups)
  }

  private func isSame(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    left == right || (ignoresCase && RegularExpression.lowercased(left) == right)
  }

  /// The small letter of a letter that has just one.
  static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value < 128 {
      return scalar.value >= 65 && scalar.value <= 90
        ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar
    }
    let lower = String(Character(scalar)).lowercased().unicodeScalars
    return lower.count == 1 ? lower[lower.startIndex] : scalar
  }

  // MARK: Threads

  private struct Thread {
    var counter: Int
    var captures: [Int]
  }

  private struct ThreadList {
    var threads: [Thread] = []
    /// The generation in which an instruction was last added.
    var marks: [Int]
    var generation = 1
    /// How many instructions were looked at since that was last counted.
    var visits = 0

    init(_ count: Int, _ slots: Int) { marks = Array(repeating: 0, count: count) }

    mutating func clear() {
      threads.removeAll(keepingCapacity: true)
      generation += 1
    }
  }

  /// Adds the places at which a character is awaited, from an instruction on.
  private func add(
    _ counter: Int, _ captures: [Int], to list: inout ThreadList, _ text: [Unicode.Scalar],
    _ at: Int
  ) {
    var pending = [Thread(counter: counter, captures: captures)]
    while var thread = pending.popLast() {
      following: while list.marks[thread.counter] != list.generation {
        list.marks[thread.counter] = list.generation
        list.visits += 1
        switch program[thread.counter] {
        case .jump(let target): thread.counter = target
        case .split(let first, let second):
          pending.append(Thread(counter: second, captures: thread.captures))
          thread.counter = first
        case .save(let slot):
          if slot < thread.captures.count { thread.captures[slot] = at }
          thread.counter += 1
        case .lineStart:
          if at != 0 { break following }
          thread.counter += 1
        case .lineEnd:
          if at != text.count { break following }
          thread.counter += 1
        case .wordStart:
          if !(isWord(text, at) && !isWord(text, at - 1)) { break following }
          thread.counter += 1
        case .wordEnd:
          if !(!isWord(text, at) && isWord(text, at - 1)) { break following }
          thread.counter += 1
        case .wordBoundary(let isNegated):
          if (isWord(text, at) != isWord(text, at - 1)) == isNegated { break following }
          thread.counter += 1
        case .scalar, .any, .set, .match:
          list.threads.append(thread)
          break following
        }
      }
    }
  }

  private func isWord(_ text: [Unicode.Scalar], _ at: Int) -> Bool {
    text.indices.contains(at) && RegularExpression.isWord(text[at])
  }

  /// Whether a character is a letter, a digit or `_`.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 128 ? Parser.isNamePart(UInt8(scalar.value)) : scalar.value >= 0xaa
  }
}
