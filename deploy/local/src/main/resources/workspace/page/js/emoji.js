/** The short names that bots commonly use. */
const SIGNS = {
  white_check_mark: '✅', heavy_check_mark: '✔️', x: '❌', warning: '⚠️', rotating_light: '🚨', no_entry: '⛔',
  no_entry_sign: '🚫', question: '❓', exclamation: '❗', information_source: 'ℹ️', bell: '🔔', mega: '📣',
  loudspeaker: '📢', lock: '🔒', unlock: '🔓', key: '🔑', wrench: '🔧', hammer: '🔨', hammer_and_wrench: '🛠️', gear: '⚙️',
  scales: '⚖️', rocket: '🚀', tada: '🎉', eyes: '👀', wave: '👋', thumbsup: '👍', '+1': '👍', thumbsdown: '👎',
  '-1': '👎', point_right: '👉', point_left: '👈', point_up: '☝️', point_down: '👇', ok_hand: '👌', raised_hand: '✋',
  hourglass: '⌛', hourglass_flowing_sand: '⏳', stopwatch: '⏱️', alarm_clock: '⏰', clock1: '🕐', calendar: '📅',
  date: '📅', memo: '📝', clipboard: '📋', chart_with_upwards_trend: '📈', bar_chart: '📊', package: '📦',
  floppy_disk: '💾', minidisc: '💽', mag: '🔍', link: '🔗', rewind: '⏪', leftwards_arrow_with_hook: '↩️',
  arrow_right: '➡️', arrow_left: '⬅️', arrows_counterclockwise: '🔄', repeat: '🔁', pause_button: '⏸️',
  double_vertical_bar: '⏸️', arrow_forward: '▶️', large_green_circle: '🟢', large_yellow_circle: '🟡',
  large_orange_circle: '🟠', red_circle: '🔴', large_blue_circle: '🔵', white_circle: '⚪', black_circle: '⚫',
  large_green_square: '🟩', large_red_square: '🟥', fire: '🔥', bulb: '💡', construction: '🚧', ocean: '🌊',
  thinking_face: '🤔', smile: '😄', slightly_smiling_face: '🙂', pray: '🙏', star: '⭐', sparkles: '✨',
  lock_with_ink_pen: '🔏', closed_lock_with_key: '🔐', page_facing_up: '📄', email: '✉️', envelope: '✉️',
};

export const emoji = (name) => SIGNS[name];
