/*
  The board's script: one page at a time by the address's hash, and the filter. It reads the page alone (no data are
  written into it, so its hash in the Content-Security-Policy is the same for every board) and makes elements from
  text, never from markup. Without it the board is one long page. Class names are told in board.css.

  Hashes:  ""  overview   #matrix #tasks #units #findings #all   #t6 #o6.1 #u-sfj #f…  a page, or a place on one
           #unit=sfj&state=overdue&section=一&item=6.1&q=旁听  the duties that fit all of these
*/
(function () {
  'use strict';
  var root = document.documentElement;
  var STEP = 200;
  var KEYS = ['q', 'unit', 'section', 'state', 'item'];
  root.classList.add('js');
  if (location.hash.length > 1 && location.hash !== '#overview') root.classList.add('sub');

  var index = null, found = [], listed = 0, form, said, timer = 0;

  function id(name) { return document.getElementById(name); }

  /* `item` is no field of the form, and the name of a method of its elements. */
  function field(key) { return key === 'item' ? null : form.elements[key]; }

  function decode(text) {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  }

  function encode(text) { return encodeURIComponent(text).replace(/%20/g, '+'); }

  /* "unit=sfj&q=a+b" → {unit: "sfj", q: "a b"}; null where it is no filter. */
  function parse(hash) {
    if (hash.indexOf('=') < 0) return null;
    var wish = {};
    hash.split('&').forEach(function (pair) {
      var at = pair.indexOf('=');
      var key = at < 0 ? '' : decode(pair.slice(0, at));
      if (KEYS.indexOf(key) >= 0) wish[key] = decode(pair.slice(at + 1).replace(/\+/g, ' ')).slice(0, 200);
    });
    return wish;
  }

  function write(wish) {
    return KEYS.filter(function (key) { return wish[key]; })
      .map(function (key) { return key + '=' + encode(wish[key]); }).join('&');
  }

  /* ---- the index: read from the tables once, when it is first asked for ---- */
  function build() {
    var rows = [];
    document.querySelectorAll('table.duties[data-i]').forEach(function (table) {
      var place = table.closest('.ob'), page = table.closest('.view');
      var head = place.querySelector('h3');
      var title = head.querySelector('bdi');
      var about = {
        item: table.dataset.i, section: page.dataset.s, anchor: place.id || page.id,
        title: (title || page.querySelector('h2 bdi') || head).textContent, text: ''
      };
      var quote = place.querySelector('blockquote');
      about.text = (about.item + ' ' + about.title + ' ' + (quote ? quote.textContent : '')).toLowerCase();
      for (var b = 0; b < table.tBodies.length; b++) {
        var own = table.tBodies[b].rows, when = own[0].cells[0].textContent.trim();
        for (var r = 1; r < own.length; r++) rows.push({ row: own[r], about: about, when: when });
      }
    });
    document.querySelectorAll('.finding').forEach(function (place) {
      var lamp = place.querySelector('.lamp');
      var text = place.textContent;
      rows.push({ row: place, finding: true, codes: place.dataset.c.slice(2), state: lamp.classList[1], text: text.toLowerCase(),
        about: { item: place.querySelector('.no').textContent, section: '', anchor: place.id, title: '', text: '' }, when: '' });
    });
    return rows;
  }

  function codesOf(each) {
    if (each.codes === undefined) {
      var link = each.row.cells[0].firstElementChild;
      each.codes = each.row.dataset.u || (link && link.hash ? link.hash.slice(3) : '');
    }
    return each.codes;
  }

  function stateOf(each) { return each.state || (each.row.cells[1] ? each.row.cells[1].className : ''); }

  function textOf(each) {
    if (each.text === undefined) each.text = each.row.textContent.toLowerCase();
    return each.text;
  }

  function search(wish) {
    if (!index) index = build();
    var option = wish.state && form.elements.state.querySelector('option[value="' + wish.state.replace(/[^a-z-]/g, '') + '"]');
    var state = option ? option.dataset.k : null;
    var words = (wish.q || '').toLowerCase().split(/\s+/).filter(Boolean);
    var unit = wish.unit ? ' ' + wish.unit + ' ' : '';
    return index.filter(function (each) {
      if (wish.section && each.about.section !== wish.section) return false;
      if (wish.item && each.about.item !== wish.item) return false;
      if (wish.state && stateOf(each) !== state) return false;
      if (unit && (' ' + codesOf(each) + ' ').indexOf(unit) < 0) return false;
      return words.every(function (word) { return each.about.text.indexOf(word) >= 0 || textOf(each).indexOf(word) >= 0; });
    });
  }

  /* ---- the list of what was found ---- */
  function cell(row, text) {
    var made = row.insertCell();
    if (text) made.textContent = text;
    return made;
  }

  function line(each) {
    var row = document.createElement('tr');
    var link = document.createElement('a');
    link.href = '#' + each.about.anchor;
    link.textContent = each.about.item;
    var first = cell(row, '');
    first.appendChild(link);
    if (each.about.title) first.appendChild(document.createTextNode(' ' + each.about.title));
    if (each.finding) {
      var facts = each.row.querySelectorAll('h3 a, h3 bdi, .lamp');
      cell(row, '时限 ' + each.row.dataset.d);
      cell(row, facts[0] ? facts[0].textContent : '');
      cell(row, each.row.querySelector('.lamp').textContent).className = each.state;
      cell(row, '');
      cell(row, '');
      var problem = each.row.querySelector('p');
      cell(row, problem ? problem.textContent : '');
      return row;
    }
    cell(row, each.when);
    for (var at = 0; at < each.row.cells.length; at++) row.appendChild(each.row.cells[at].cloneNode(true));
    while (row.cells.length < 7) row.insertCell(); /* Chromium 86 draws no line below cells that are not there */
    return row;
  }

  function list() {
    var body = id('found'), rows = document.createDocumentFragment();
    found.slice(listed, listed + STEP).forEach(function (each) { rows.appendChild(line(each)); });
    body.appendChild(rows);
    listed = Math.min(listed + STEP, found.length);
    id('more').hidden = listed >= found.length;
    id('more').textContent = '再列 ' + Math.min(STEP, found.length - listed) + ' 条';
  }

  function chosen(select, value) {
    for (var at = 0; at < select.options.length; at++) {
      if (select.options[at].value === value) return select.options[at].textContent.trim();
    }
    return value;
  }

  function words(wish) {
    var parts = [];
    if (wish.unit) parts.push('单位：' + chosen(form.elements.unit, wish.unit));
    if (wish.section) parts.push('部分：' + chosen(form.elements.section, wish.section));
    if (wish.state) parts.push('状态：' + chosen(form.elements.state, wish.state));
    if (wish.item) parts.push('事项：' + wish.item);
    if (wish.q) parts.push('含“' + wish.q + '”');
    return parts.join('；') || '没有条件';
  }

  /* What was found, each kind for itself: the figures on the first page are of duties alone. */
  function counted() {
    var numbers = { '责任': 0, '报送': 0, '整改': 0, '商请': 0 };
    found.forEach(function (each) {
      var asked = each.finding ? each.state === 'v' : each.row.classList.contains('iv');
      numbers[asked ? '商请' : each.finding ? '整改' : each.about.item.indexOf('报送') === 0 ? '报送' : '责任'] += 1;
    });
    return Object.keys(numbers).filter(function (kind) { return numbers[kind]; }).map(function (kind) {
      return kind + ' ' + numbers[kind] + (kind === '整改' ? ' 个' : ' 条');
    }).join('、') || '没有符合条件的';
  }

  function filter(wish) {
    KEYS.forEach(function (key) {
      var own = field(key);
      if (own && document.activeElement !== own) own.value = wish[key] || '';
    });
    found = search(wish);
    listed = 0;
    id('found').textContent = '';
    said.textContent = words(wish) + '。' + counted() + (found.length > STEP ? '，先列 ' + STEP + ' 条。' : '。');
    list();
    open(id('list'), null);
  }

  /* ---- pages ---- */
  function open(page, place) {
    var before = document.querySelector('.view.on');
    if (before && before !== page) before.classList.remove('on');
    page.hidden = false;
    page.classList.add('on');
    root.classList.toggle('sub', page.id !== 'overview');
    root.classList.toggle('lying', page.id === 'matrix');
    document.querySelectorAll('nav a').forEach(function (link) {
      var own = link.hash === '#' + page.id ||
        (page.matches('article') && link.hash === (page.id.charAt(0) === 't' ? '#tasks' : '#units'));
      if (own) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
    });
    if (place) place.scrollIntoView(); else if (before !== page) window.scrollTo(0, 0);
    return before !== page;
  }

  function focus(page, place) {
    var head = (place || page).querySelector('h2, h3');
    if (!head || form.contains(document.activeElement)) return;
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
  }

  function show(first) {
    var hash = location.hash.slice(1);
    var wish = parse(hash);
    root.classList.toggle('all', hash === 'all');
    if (wish) {
      filter(wish);
      if (!first) focus(id('list'));
      return;
    }
    KEYS.forEach(function (key) { if (field(key)) field(key).value = ''; });
    var place = hash ? id(hash) || id(decode(hash)) : null;
    var page = place && place.closest('.view');
    if (!page || page.id === 'list') { page = id('overview'); place = null; }
    var changed = open(page, place);
    if (changed && !first) focus(page, place);
    /* a browser that goes to a place of a page it has just loaded takes the focus away again */
    if (changed && first && hash) window.addEventListener('load', function () { setTimeout(function () { focus(page, place); }); });
  }

  function wanted() {
    var wish = {}, now = parse(location.hash.slice(1));
    KEYS.forEach(function (key) { if (field(key)) wish[key] = field(key).value.trim(); });
    if (now && now.item) wish.item = now.item;
    return wish;
  }

  function go(typed) {
    var hash = '#' + (write(wanted()) || 'overview');
    if (hash === location.hash) return;
    var filtering = parse(location.hash.slice(1));
    if (typed && filtering) {
      try { history.replaceState(null, '', hash); show(true); return; } catch (error) { /* then a step of its own */ }
    }
    location.hash = hash;
  }

  function cellClicked(event) {
    var cell = event.target.closest('td');
    if (!cell || !cell.className) return;
    var head = cell.parentNode.cells[0].querySelector('a');
    var table = cell.closest('table');
    var column = table.tHead.rows[table.tHead.rows.length - 1].cells[cell.cellIndex].querySelector('a');
    if (head && column) location.hash = '#' + write({ unit: head.hash.slice(3), item: column.hash.slice(2) });
  }

  function keyed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement ? document.activeElement.tagName : '');
    if (event.key === '/' && !typing) {
      event.preventDefault();
      form.elements.q.focus();
    } else if (event.key === 'Escape' && (typing || parse(location.hash.slice(1)))) {
      KEYS.forEach(function (key) { if (field(key)) field(key).value = ''; });
      location.hash = '#overview';
    }
  }

  function start() {
    form = id('find');
    said = id('said');
    document.querySelectorAll('a[data-f]').forEach(function (link) {
      var at = link.dataset.f.indexOf('=');
      link.href = '#' + link.dataset.f.slice(0, at + 1) + encode(link.dataset.f.slice(at + 1));
    });
    form.addEventListener('submit', function (event) { event.preventDefault(); go(false); });
    form.addEventListener('change', function (event) { if (event.target.name !== 'q') go(false); });
    form.addEventListener('input', function (event) {
      if (event.target.name !== 'q') return;
      clearTimeout(timer);
      timer = setTimeout(function () { go(true); }, 150);
    });
    id('more').addEventListener('click', list);
    var matrix = document.querySelector('table.matrix');
    if (matrix) matrix.addEventListener('click', cellClicked);
    var copy = id('copy');
    if (navigator.clipboard && navigator.clipboard.writeText) {
      copy.hidden = false;
      copy.addEventListener('click', function () {
        navigator.clipboard.writeText(location.href).then(
          function () { copy.textContent = '已复制'; },
          function () { copy.textContent = '请从地址栏复制'; });
      });
    }
    document.addEventListener('keydown', keyed);
    window.addEventListener('beforeprint', function () {
      document.querySelectorAll('.view.on details').forEach(function (each) { each.open = true; });
    });
    window.addEventListener('hashchange', function () { show(false); });
    show(true);
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start); else start();
})();
