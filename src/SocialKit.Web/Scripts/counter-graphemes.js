// Characters as readers see them: extended grapheme clusters by UAX 29, Indic conjuncts included. Our own table, since browsers differ in theirs.
'use strict';
socialkitCounter.part('graphemes', table => {
  // The classes, in the order of the library's GraphemeClass; half of a pair is class 0 here.
  const carriageReturn = 1, lineFeed = 2, control = 3, extend = 4, conjunctExtend = 5, conjunctLinker = 6, joiner = 7, indicator = 8, prepend = 9,
    spacingMark = 10, hangulL = 11, hangulV = 12, hangulT = 13, hangulLV = 14, hangulLVT = 15, pictograph = 16, consonant = 17;

  // What a character needs to know of what stands before it.
  const start = 0, any = 1, afterCr = 2, afterControl = 3, afterPrepend = 4, afterL = 5, afterV = 6, afterT = 7, oddIndicator = 8,
    afterPictograph = 9, afterPictographJoiner = 10, afterConsonant = 11, afterLinkedConsonant = 12;

  const begins = 0x80;
  const stateMask = 0x7F;
  const rowShift = 5;
  const firstSyllable = 0xAC00;
  const syllables = 11172;
  const tails = 28;

  const classAt = socialkitCounter.runs(table);

  function classOf(point) {
    const syllable = point - firstSyllable;
    if (syllable >= 0 && syllable < syllables) {
      return syllable % tails === 0 ? hangulLV : hangulLVT;
    }
    return classAt(point);
  }

  function alone(first) {
    switch (first) {
      case carriageReturn: return afterCr;
      case lineFeed: case control: return afterControl;
      case indicator: return oddIndicator;
      case prepend: return afterPrepend;
      case hangulL: return afterL;
      case hangulV: case hangulLV: return afterV;
      case hangulT: case hangulLVT: return afterT;
      case pictograph: return afterPictograph;
      case consonant: return afterConsonant;
      default: return any;
    }
  }

  // Extenders keep alive what GB9c and GB11 wait for; everything else is forgotten behind them.
  function afterExtend(state, next) {
    if (state === afterPictograph) {
      return next === joiner ? afterPictographJoiner : afterPictograph;
    }
    if (state === afterConsonant || state === afterLinkedConsonant) {
      if (next === extend) {
        return any;
      }
      return next === conjunctLinker ? afterLinkedConsonant : state;
    }
    return any;
  }

  function joins(state, next) {
    switch (state) {
      case afterPrepend: return true; // GB9b
      case afterL: return next === hangulL || next === hangulV || next === hangulLV || next === hangulLVT; // GB6
      case afterV: return next === hangulV || next === hangulT; // GB7
      case afterT: return next === hangulT; // GB8
      case afterLinkedConsonant: return next === consonant; // GB9c
      case afterPictographJoiner: return next === pictograph; // GB11
      case oddIndicator: return next === indicator; // GB12, GB13
      default: return false; // GB999
    }
  }

  function step(state, next) {
    if (state === afterCr && next === lineFeed) { // GB3
      return afterControl;
    }
    if (state === start || state === afterControl || state === afterCr) { // GB1, GB4
      return alone(next) | begins;
    }
    switch (next) {
      case carriageReturn: case lineFeed: case control: return alone(next) | begins; // GB5
      case extend: case conjunctExtend: case conjunctLinker: case joiner: return afterExtend(state, next); // GB9
      case spacingMark: return any; // GB9a
    }
    if (!joins(state, next)) {
      return alone(next) | begins;
    }
    return state === oddIndicator ? any : alone(next);
  }

  const steps = new Uint8Array(13 << rowShift);
  for (let state = start; state <= afterLinkedConsonant; state++) {
    for (let next = 0; next <= consonant; next++) {
      steps[(state << rowShift) | next] = step(state, next);
    }
  }

  // Counts texts that are read one behind the other, as if they were joined first.
  class Counter {
    constructor() {
      this.count = 0;
      this.state = start;
    }

    add(text, from = 0, to = text.length) {
      for (let i = from; i < to;) {
        const point = text.codePointAt(i);
        const next = steps[(this.state << rowShift) | classOf(point)];
        this.state = next & stateMask;
        this.count += next >> 7;
        i += point > 0xFFFF ? 2 : 1;
      }
      return this;
    }

    // Letters that stand in for a link that has a fixed price.
    addLetters(letters) {
      if (letters > 0) {
        this.add('x').count += letters - 1;
      }
    }
  }

  return {
    Counter,
    count: text => new Counter().add(text).count,

    /** Calls back with the borders of each character of the text. */
    each(text, found) {
      let state = start;
      let from = 0;
      for (let i = 0; i < text.length;) {
        const point = text.codePointAt(i);
        const next = steps[(state << rowShift) | classOf(point)];
        if (next >= begins && i > from) {
          found(from, i);
          from = i;
        }
        state = next & stateMask;
        i += point > 0xFFFF ? 2 : 1;
      }
      if (text.length > from) {
        found(from, text.length);
      }
    },
  };
});
