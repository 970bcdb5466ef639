import CBrowser
import Simulation
import Testing

/// The number reading of the WebAssembly module, compared with the C library's behind `Double`.
@Suite struct DecimalTests {
  /// What is read, and what of the text is left.
  private func read(_ text: String) -> (number: Double, rest: String)? {
    text.withCString { start in
      var number = 0.0
      guard let end = statebook_decimal(start, &number) else { return nil }
      return (number, String(cString: end))
    }
  }

  private func expectTheSame(_ text: String) {
    let expected = Double(text)?.bitPattern
    let result = read(text)
    #expect(result?.number.bitPattern == expected, "\(text)")
    #expect(result?.rest == "", "\(text)")
  }

  @Test(arguments: [
    "0", "-0", "0.0", "1", "-1", "+1", "0.1", "1.5e3", "1E-3", "100e-2", ".5", "5.", "1e22", "1e23",
    "9007199254740993", "9007199254740992.999999999", "123456789012345678901234567890",
    "1.7976931348623157e308", "1.7976931348623159e308", "1e400", "-1e400", "1e999999999999",
    "2.2250738585072011e-308", "2.2250738585072014e-308", "5e-324", "2.4703282292062327e-324",
    "2.4703282292062328e-324", "1e-400", "1e-999999999999", "0e999999999999",
    "0.000000000000000000000000000000000000000000001e45", "6.62607015e-34", "0.30000000000000004",
  ]) func aNumberIsTheOneOfTheCLibrary(text: String) { expectTheSame(text) }

  /// A middle of two doubles goes to the even one; anything behind it decides otherwise.
  @Test(arguments: [0, 1, 40, 900, 2000]) func aTailBehindAMiddleCounts(zeros: Int) {
    for middle in ["9007199254740993", "9007199254740995"] {
      let zeros = String(repeating: "0", count: zeros)
      expectTheSame("\(middle).\(zeros)")
      expectTheSame("\(middle).\(zeros)1")
    }
  }

  @Test(arguments: UInt64(0)..<100) func everyDoubleIsReadBack(seed: UInt64) {
    let random = KeyedRandom(seed: seed)
    for ordinal in UInt64(0)..<100 {
      let number = Double(bitPattern: random.bits("double", "", ordinal))
      guard number.isFinite else { continue }
      #expect(read("\(number)")?.number.bitPattern == number.bitPattern, "\(number)")
    }
  }

  @Test(arguments: UInt64(0)..<100) func digitsAtRandomAreReadAsTheCLibraryDoes(seed: UInt64) {
    let random = KeyedRandom(seed: seed)
    for ordinal in UInt64(0)..<100 {
      let whole = random.bits("whole", "", ordinal) >> random.bits("shift", "", ordinal) % 64
      let fraction = random.bits("fraction", "", ordinal)
      let exponent = random.pick(below: 700, "exponent", "", ordinal) - 350
      expectTheSame("\(whole).\(fraction)e\(exponent)")
    }
  }

  @Test func onlyTheNumberIsTaken() {
    #expect(read("12abc")?.rest == "abc")
    #expect(read("1.2.3")?.rest == ".3")
    #expect(read("7e")?.rest == "e")
    #expect(read("7e+")?.rest == "e+")
    for text in ["", "abc", "-", ".", "e5", " 1", "nan", "inf"] { #expect(read(text) == nil) }
  }
}
