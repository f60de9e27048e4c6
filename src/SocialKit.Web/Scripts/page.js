// What the page does beyond showing: it copies, fills in links, and shows one message at a time. It sends nothing anywhere, and keeps
// nothing on the device but the name of a server, once somebody asks for it. Classic and plain, for old phones and for file://.
(function () {
  "use strict";
  var folder = document.currentScript.src.replace(/[^/]*$/, "");
  var words = JSON.parse(document.body.getAttribute("data-words"));

  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function show(element) { if (element) element.hidden = false; }
  function fill(text) {
    var values = Array.prototype.slice.call(arguments, 1);
    return text.replace(/\{(\d)\}/g, function (whole, number) { return values[number] === undefined ? whole : values[number]; });
  }
  function closest(element, selector) {
    while (element && !element.matches(selector)) element = element.parentElement;
    return element;
  }
  function say(button, text) {
    var said = button.parentElement.querySelector(".said");
    said.textContent = "";
    setTimeout(function () { said.textContent = text; }, 50); // a repeated word is read out again only if it comes anew
  }

  // Copying: the clipboard, then the old way, then by hand with the text marked.

  function mark(element) {
    if (element.select) { element.focus(); element.select(); return; }
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    element.focus();
  }
  function copyOldWay(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.readOnly = true;
    area.className = "off-screen";
    document.body.appendChild(area);
    area.select();
    area.setSelectionRange(0, text.length);
    var done = false;
    try { done = document.execCommand("copy"); } catch (refused) { done = false; }
    document.body.removeChild(area);
    return done;
  }
  function copy(button, text, element) {
    function otherwise() {
      if (copyOldWay(text)) { say(button, words.copied); button.focus(); return; }
      mark(element);
      say(button, words["copy-by-hand"]);
    }
    if (navigator.clipboard && navigator.clipboard.writeText)
      navigator.clipboard.writeText(text).then(function () { say(button, words.copied); }, otherwise);
    else
      otherwise();
  }

  // Links: an address with {text}, {page} and {server} in it.

  function here() { return location.protocol === "https:" ? location.href.replace(/[?#].*$/, "") : null; }
  function put(template, name, value) { return template.split("{" + name + "}").join(encodeURIComponent(value)); }
  function addressOf(link, text) {
    var template = link.getAttribute("data-template");
    if (template.indexOf("{page}") >= 0) {
      if (!here()) return null;
      template = put(template, "page", here());
    }
    return put(template, "text", text);
  }

  // The supporter's own server: part of an address that they open, so nothing but a host name passes.

  var label = "[a-z0-9\\u00a1-\\uffff_](?:[a-z0-9\\u00a1-\\uffff_-]{0,61}[a-z0-9\\u00a1-\\uffff_])?";
  var host = new RegExp("^(?:" + label + "\\.)+(?=[a-z\\u00a1-\\uffff_])" + label + "(?::[0-9]{1,5})?$", "i");
  function serverIn(written) {
    var name = written.trim().replace(/^https?:\/\//i, "").replace(/^@?[^@/]*@/, "").replace(/[/?#].*$/, "");
    return name.length <= 253 && host.test(name) ? name : null;
  }
  function remembered(key) { try { return localStorage.getItem(key) || ""; } catch (refused) { return ""; } }
  function remember(key, value) {
    try { if (value) localStorage.setItem(key, value); else localStorage.removeItem(key); } catch (refused) { /* nothing is kept, then */ }
  }
  var fields = [];
  function askServer(link, textNow) {
    var platform = link.getAttribute("data-share"), key = "socialkit-server-" + platform;
    var name = document.getElementById("to-" + platform + "-heading").textContent;
    var box = document.createElement("div");
    box.className = "server";
    var id = "server-" + (fields.length + 1);
    var caption = document.createElement("label"), field = document.createElement("input"), wrong = document.createElement("p");
    var keep = document.createElement("input"), keepCaption = document.createElement("label");
    caption.htmlFor = field.id = id;
    caption.textContent = fill(words.server, name);
    field.type = "text";
    field.inputMode = "url";
    field.autocomplete = "off";
    field.spellcheck = false;
    field.setAttribute("autocapitalize", "none");
    field.dir = "ltr";
    field.placeholder = words["server-example"];
    field.value = remembered(key);
    wrong.className = "wrong";
    wrong.id = id + "-wrong";
    wrong.setAttribute("role", "alert");
    keep.type = "checkbox";
    keep.checked = field.value !== "";
    keepCaption.className = "keep";
    keepCaption.appendChild(keep);
    keepCaption.appendChild(document.createTextNode(" " + words["server-remember"]));
    [caption, field, wrong, keepCaption].forEach(function (part) { box.appendChild(part); });
    link.parentElement.insertBefore(box, link);
    fields.push(field);
    link.href = "#" + id;
    show(link);
    keep.addEventListener("change", function () { if (!keep.checked) remember(key, null); });
    field.addEventListener("input", function () { wrong.textContent = ""; field.removeAttribute("aria-invalid"); });
    field.addEventListener("keydown", function (event) { if (event.key === "Enter") { event.preventDefault(); link.click(); } });
    link.addEventListener("click", function (event) {
      var server = serverIn(field.value);
      if (!server) {
        event.preventDefault();
        wrong.textContent = words["server-wrong"];
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", wrong.id);
        field.focus();
        return;
      }
      link.href = addressOf(link, textNow()).replace("{server}", server);
      fields.forEach(function (other) { if (!other.value) other.value = field.value; });
      if (keep.checked) remember(key, server);
    });
  }

  // "Say it in your own words": the counter comes only when somebody writes.

  var loading = null;
  function counters() {
    if (!loading) {
      loading = new Promise(function (done, failed) {
        var script = document.createElement("script");
        script.src = folder + "counter.js";
        script.onload = function () { if (window.socialkitCounter) done(window.socialkitCounter); else failed(); };
        script.onerror = failed;
        document.head.appendChild(script);
      });
    }
    return loading;
  }
  function editing(article, text) {
    var box = article.querySelector(".own-words"), area = box.querySelector("textarea");
    var output = box.querySelector(".own-count"), link = box.querySelector(".share-own"), button = box.querySelector(".copy-own");
    var counter = null;
    area.value = text; // before the box opens: what opens says so only later, when somebody may be writing already
    function update() {
      if (link && link.getAttribute("data-template").indexOf("{server}") < 0) link.href = addressOf(link, area.value);
      if (!counter) return;
      var count = counter.count(area.value);
      var line = fill(words.count, count.length, count.limit);
      if (!count.fits && count.length > count.limit) line += " – " + fill(words["too-many"], count.length - count.limit);
      output.textContent = line;
      output.classList.toggle("over", !count.fits);
    }
    box.addEventListener("toggle", function () {
      if (!box.open) return;
      update();
      if (counter || !article.querySelector(".count")) return; // without a limit there is nothing to count
      counters()
        .then(function (module) { return module.load(article.getAttribute("data-platform")); })
        .then(function (loaded) { counter = loaded; update(); }, function () { output.textContent = ""; });
    });
    area.addEventListener("input", update);
    update();
    button.addEventListener("click", function () { copy(button, area.value, area); });
    if (link && link.getAttribute("data-template").indexOf("{server}") >= 0) askServer(link, function () { return area.value; });
    show(box);
  }

  function message(article) {
    var element = article.querySelector(".text"), text = element.textContent;
    var button = article.querySelector(".copy"), native = article.querySelector(".native"), link = article.querySelector(".share");
    button.addEventListener("click", function () { copy(button, text, element); });
    show(button);
    if (navigator.share) {
      native.addEventListener("click", function () { navigator.share({ text: text }).catch(function () { /* they thought better of it */ }); });
      show(native);
    }
    if (link && link.getAttribute("data-template").indexOf("{server}") >= 0) {
      askServer(link, function () { return text; });
    } else if (link && !link.getAttribute("href") && addressOf(link, text)) {
      link.href = addressOf(link, text);
      show(link);
    }
    editing(article, text);
  }

  // Several texts: in an order that this device chooses, one at a time, so that not everybody posts the same.

  function turns(card) {
    var slots = all(".slot", card), button = card.querySelector(".another");
    if (slots.length < 2) return;
    for (var i = slots.length - 1; i > 0; i--) {
      var j = Math.floor(Math.random() * (i + 1)), kept = slots[i];
      slots[i] = slots[j];
      slots[j] = kept;
    }
    var at = 0;
    function turn() { slots.forEach(function (slot, number) { slot.hidden = number !== at; }); }
    button.addEventListener("click", function () {
      at = (at + 1) % slots.length;
      turn();
      slots[at].querySelector(".text").focus();
    });
    turn();
    show(button);
  }

  function letter(sheet) {
    var element = sheet.querySelector(".text"), button = sheet.querySelector(".copy"), print = sheet.querySelector(".print");
    button.addEventListener("click", function () { copy(button, element.textContent, element); });
    print.addEventListener("click", function () { window.print(); });
    show(button);
    show(print);
  }

  // The last day is a day where the campaign's zone is, whatever the device's own clock shows.

  function deadline(line) {
    var left = line.querySelector(".days-left"), now = new Date();
    if (now >= new Date(line.getAttribute("data-end"))) { show(document.querySelector(".over")); return; }
    var today = dayIn(line.getAttribute("data-zone"), now) || now.toISOString().slice(0, 10);
    var days = Math.round((Date.parse(line.getAttribute("data-day")) - Date.parse(today)) / 86400000);
    var form = "other";
    try { form = new Intl.PluralRules(document.documentElement.lang).select(days); } catch (unknown) { form = days === 1 ? "one" : "other"; }
    left.textContent = days < 1 ? words["last-day"] : fill(words["days-left." + form] || words["days-left.other"], days);
    show(left);
  }
  function dayIn(zone, instant) {
    try {
      var parts = {};
      new Intl.DateTimeFormat("en", { timeZone: zone, calendar: "gregory", numberingSystem: "latn", year: "numeric", month: "2-digit", day: "2-digit" })
        .formatToParts(instant).forEach(function (part) { parts[part.type] = part.value; });
      return parts.year + "-" + parts.month + "-" + parts.day;
    } catch (unknown) { return null; }
  }

  all("article.message").forEach(message);
  all(".card").forEach(turns);
  all(".sheet").forEach(letter);
  all(".deadline").forEach(deadline);
})();
